/**
 * `npm run deploy`: puts Vitrine into your own Cloudflare account. Creates what is missing, migrates first, deploys,
 * and as long as no shop is there prints a link, good once and for a day, by which its owner comes in. Safe to run
 * again: each step looks before it acts.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** Runs wrangler; answers what it printed. Throws with its error. */
export type Wrangler = (args: string[]) => string;

export interface Deployment {
  url: string;
  /** Only while no shop is set up. */
  setupLink?: string;
}

const CONFIG = "wrangler.deploy.toml";
const SECRETS = ".deploy-secrets.json";
const DATABASE = "vitrine";
const DAY = 86_400_000;

export function deploy(wrangler: Wrangler, say: (line: string) => void, now = Date.now()): Deployment {
  say("Looking at your account …");
  const id = databaseId(wrangler) ?? createDatabase(wrangler, say);
  writeFileSync(CONFIG, configFor(id));
  const remote = ["--remote", "--config", CONFIG];
  say("Migrating the database …");
  wrangler(["d1", "migrations", "apply", DATABASE, ...remote]);
  say("Deploying …");
  const url = deployWorker(wrangler, say);
  const [shops] = query(wrangler, "SELECT count(*) AS n FROM shops");
  if (Number(shops?.n) > 0) return { url };
  const token = randomBytes(32).toString("hex");
  const hash = createHash("sha256").update(token).digest("hex");
  query(
    wrangler,
    `INSERT INTO setup_tokens (hash, created_at, expires_at) VALUES ('${hash}', ${now}, ${now + DAY})`,
  );
  return { url, setupLink: `${url}/admin/set-up#${token}` };
}

function databaseId(wrangler: Wrangler): string | undefined {
  const list = JSON.parse(wrangler(["d1", "list", "--json"])) as { name: string; uuid: string }[];
  return list.find(({ name }) => name === DATABASE)?.uuid;
}

function createDatabase(wrangler: Wrangler, say: (line: string) => void): string {
  say("Creating the database …");
  wrangler(["d1", "create", DATABASE]);
  const id = databaseId(wrangler);
  if (!id)
    throw new Error(`The database ${DATABASE} was created but is not in the list. Run the command again.`);
  return id;
}

/** The project's own configuration with this account's database in it. */
function configFor(id: string): string {
  const config = readFileSync("wrangler.toml", "utf8");
  const filled = config.replace(/database_id = "[^"]*"/, `database_id = "${id}"`);
  if (filled === config && !config.includes(id))
    throw new Error("wrangler.toml has no database_id to fill in.");
  return filled;
}

/** The secret that signs sessions is made once and never leaves this machine but to your Worker. */
function deployWorker(wrangler: Wrangler, say: (line: string) => void): string {
  const args = ["deploy", "--config", CONFIG];
  if (!hasSecret(wrangler)) {
    say("Making the secret that signs sessions …");
    writeFileSync(SECRETS, JSON.stringify({ AUTH_SECRET: randomBytes(32).toString("base64url") }), {
      mode: 0o600,
    });
    args.push("--secrets-file", SECRETS);
  }
  try {
    const printed = wrangler(args);
    const url = /https:\/\/\S+/.exec(printed)?.[0];
    if (!url)
      throw new Error(
        "Deployed, but wrangler told no address. Give the Worker a route or a workers.dev subdomain.",
      );
    return url;
  } finally {
    rmSync(SECRETS, { force: true });
  }
}

function hasSecret(wrangler: Wrangler): boolean {
  try {
    return wrangler(["secret", "list", "--config", CONFIG]).includes("AUTH_SECRET");
  } catch {
    // There is no Worker of that name yet.
    return false;
  }
}

function query(wrangler: Wrangler, command: string): Record<string, unknown>[] {
  const printed = wrangler([
    "d1",
    "execute",
    DATABASE,
    "--remote",
    "--config",
    CONFIG,
    "--json",
    "--yes",
    "--command",
    command,
  ]);
  return (JSON.parse(printed) as { results: Record<string, unknown>[] }[])[0]?.results ?? [];
}

function realWrangler(args: string[]): string {
  const { status, stdout, stderr } = spawnSync("npx", ["wrangler", ...args], {
    encoding: "utf8",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" },
  });
  if (status !== 0) throw new Error(`wrangler ${args.slice(0, 2).join(" ")} failed:\n${stderr || stdout}`);
  return stdout;
}

if (process.argv[1]?.endsWith("deploy.ts")) {
  try {
    execFileSync("npx", ["wrangler", "whoami"], { stdio: "ignore" });
    const { build } = await import("./build");
    await build();
    const { url, setupLink } = deploy(realWrangler, console.log);
    console.log(`\n  Vitrine is at ${url}/admin`);
    if (setupLink)
      console.log(`\n  Set up your shop with this link, good once and for a day:\n  ${setupLink}`);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    console.error(
      "\nNothing is lost: mend what it says and run `npm run deploy` again. Not signed in? `npx wrangler login`",
    );
    process.exit(1);
  }
}
