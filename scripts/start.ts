/** `npm start`: builds, migrates a local D1, seeds the demo shop, and serves everything until it is stopped. */
import { createServer } from "node:net";
import { startShop } from "../demo/shop/server";
import { build } from "./build";
import { startLocal } from "./local";
import { DEMO, seedDemo } from "./seed-demo";

const PORT = Number(process.env.PORT ?? 8787);
const SHOP_PORT = Number(process.env.SHOP_PORT ?? PORT + 1);
const PEOPLE = 2_000;
const MINUTE = 60_000;

for (const port of [PORT, SHOP_PORT]) {
  if (await isFree(port)) continue;
  console.error(`Port ${port} is taken. Stop what uses it, or choose another: PORT=9000 npm start`);
  process.exit(1);
}

const shopOrigin = `http://shop.localhost:${SHOP_PORT}`;
console.log("Building …");
await build();
const local = await startLocal({ port: PORT, persist: ".vitrine" });
console.log("Seeding the demo shop …");
await seedDemo({ DB: local.db, AUTH_SECRET: local.secret }, { shopOrigin, people: PEOPLE });
await local.tick();
const shop = await startShop({
  port: SHOP_PORT,
  tag: `${local.url}/vitrine.js?shop=${DEMO.key}&consent=not-required`,
  vitrineOrigin: local.url,
});
const timer = setInterval(() => void local.tick().catch((error) => console.error("cron:", error)), MINUTE);

console.log(`
  Vitrine runs.

  Demo shop   ${shopOrigin}
  Panel       ${local.url}/admin
  Sign in     ${DEMO.owner.email}
  Password    ${DEMO.owner.password}

  Stop with Ctrl+C. Everything is kept in .vitrine/; remove that folder to begin anew.
`);

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    clearInterval(timer);
    await shop.close();
    await local.stop();
    process.exit(0);
  });

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(false))
      .once("listening", () => server.close(() => resolve(true)))
      .listen(port, "localhost");
  });
}
