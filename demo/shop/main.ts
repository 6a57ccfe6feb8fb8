/** Runs the demo shop alone: `PORT=8080 TAG=http://localhost:8787/vitrine.js?shop=pk_demo npx tsx demo/shop/main.ts` */
import { startShop } from "./server";

const { url } = await startShop({ port: Number(process.env.PORT ?? 8080), tag: process.env.TAG });
console.log(`Fjell & Fjord is open at ${url}`);
