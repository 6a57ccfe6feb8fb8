/** A script of its own, by its address (`admin/build.mjs`). */
declare module "worker:*" {
  const address: string;
  export default address;
}
