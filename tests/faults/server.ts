/** Vitrine in a process of its own, so that a test can kill it: `tsx server.ts PORT FOLDER`. Answers SQL over IPC. */
import { startLocal } from "../../scripts/local";
import { seedDemo } from "../../scripts/seed-demo";

const [port, folder] = process.argv.slice(2);
const local = await startLocal({ port: Number(port), persist: folder });
await seedDemo(
  { DB: local.db, AUTH_SECRET: local.secret },
  { shopOrigin: "http://shop.localhost", people: 1 },
);
await local.tick();
process.on("message", async ({ id, sql }: { id: number; sql: string }) => {
  const { results } = await local.db.prepare(sql).all();
  process.send?.({ id, results });
});
process.send?.({ ready: local.url, secret: local.secret });
