/** `npm run migration`: what changed in `worker/db/schema.ts`, by drizzle-kit, with what Drizzle cannot say added. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLUSTERED } from "../worker/db/schema";

const folder = "migrations";
const before = new Set(readdirSync(folder));
execFileSync("npx", ["drizzle-kit", "generate", ...process.argv.slice(2)], { stdio: "inherit" });
for (const name of readdirSync(folder).filter((name) => name.endsWith(".sql") && !before.has(name))) {
  const file = join(folder, name);
  const sql = readFileSync(file, "utf8").replace(
    /CREATE TABLE `(\w+)` \([^;]*\n\)(?=;)/g,
    (statement, table: string) => (CLUSTERED.includes(table) ? `${statement} WITHOUT ROWID` : statement),
  );
  writeFileSync(file, sql);
}
