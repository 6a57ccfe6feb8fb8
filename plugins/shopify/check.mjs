/** Shopify's own theme check over the app embed: `npm install && npm run check`. */
import { fileURLToPath } from "node:url";
import { themeCheckRun } from "@shopify/theme-check-node";

const root = fileURLToPath(new URL("extensions/vitrine-embed", import.meta.url));
const { offenses } = await themeCheckRun(root, fileURLToPath(new URL(".theme-check.yml", import.meta.url)));
for (const { check, message, uri, start } of offenses)
  console.log(`${uri}:${(start?.line ?? 0) + 1} ${check}: ${message}`);
console.log(`${offenses.length} offenses`);
process.exitCode = offenses.length > 0 ? 1 : 0;
