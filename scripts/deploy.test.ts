import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deploy } from "./deploy";

/** A Cloudflare account as wrangler shows it: what is asked of it, in order, and what it then holds. */
function anAccount() {
  const account = {
    databases: [] as string[],
    secret: "",
    shops: 0,
    tokens: [] as string[],
    asked: [] as string[],
  };
  const wrangler = (args: string[]): string => {
    const call = args.slice(0, args[0] === "deploy" ? 1 : args[1] === "migrations" ? 3 : 2).join(" ");
    account.asked.push(call);
    const command = args[args.indexOf("--command") + 1] ?? "";
    if (call === "d1 list")
      return JSON.stringify(account.databases.map((name) => ({ name, uuid: `id-of-${name}` })));
    if (call === "d1 create") account.databases.push(args[2]!);
    if (call === "secret list") {
      if (!account.secret) throw new Error("This Worker does not exist");
      return '[{"name":"AUTH_SECRET"}]';
    }
    if (call === "deploy") {
      expect(readFileSync("wrangler.deploy.toml", "utf8")).toContain('database_id = "id-of-vitrine"');
      const file = args.indexOf("--secrets-file");
      if (file > 0) account.secret = JSON.parse(readFileSync(args[file + 1]!, "utf8")).AUTH_SECRET;
      return "Uploaded vitrine\nDeployed\n  https://vitrine.someone.workers.dev\nCurrent Version ID: 1";
    }
    if (command.startsWith("INSERT")) account.tokens.push(/'(\w+)'/.exec(command)![1]!);
    return JSON.stringify([{ results: command.startsWith("SELECT") ? [{ n: account.shops }] : [] }]);
  };
  return { account, wrangler };
}

describe("npm run deploy", () => {
  const home = process.cwd();
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), "vitrine-deploy-"));
    writeFileSync(join(folder, "wrangler.toml"), readFileSync("wrangler.toml"));
    process.chdir(folder);
  });
  afterEach(() => process.chdir(home));

  it("creates what is missing, migrates before it deploys, and prints a link whose token only its hash is kept of", () => {
    const { account, wrangler } = anAccount();
    const { url, setupLink } = deploy(wrangler, () => {});
    expect(account.asked).toEqual([
      "d1 list",
      "d1 create",
      "d1 list",
      "d1 migrations apply",
      "secret list",
      "deploy",
      "d1 execute",
      "d1 execute",
    ]);
    expect(account.secret.length).toBeGreaterThanOrEqual(32);
    const token = setupLink!.split("#")[1]!;
    expect(setupLink).toBe(`${url}/admin/set-up#${token}`);
    expect(account.tokens).toEqual([createHash("sha256").update(token).digest("hex")]);
    expect(existsSync(".deploy-secrets.json")).toBe(false);
  });

  it("run again keeps database and secret, and once a shop is there gives no link", () => {
    const { account, wrangler } = anAccount();
    deploy(wrangler, () => {});
    const { secret } = account;
    account.asked.length = 0;
    account.shops = 1;
    expect(deploy(wrangler, () => {})).toEqual({ url: "https://vitrine.someone.workers.dev" });
    expect(account.asked).not.toContain("d1 create");
    expect(account.secret).toBe(secret);
    expect(account.databases).toEqual(["vitrine"]);
  });
});
