/** The parts of the npm module: a shop's bundler makes chunks of them. */
export const loadCollect = (_origin: string) => import("../collect/platforms");
export const loadOnsite = (_origin: string) => import("../decide");
