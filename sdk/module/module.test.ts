/** What a headless shop gets from the packed npm module: types, little code, and nothing that breaks its server. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildModule } from "./build.mjs";

let shop: string;
const installed = () => join(shop, "node_modules/@vitrine/browser");

beforeAll(async () => {
  shop = await mkdtemp(join(tmpdir(), "vitrine-headless-"));
  await buildModule({ outDir: join(shop, "built") });
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", shop], {
    cwd: join(shop, "built"),
    stdio: ["ignore", "pipe", "ignore"],
  });
  await mkdir(installed(), { recursive: true });
  const tarball = join(shop, packed.toString().trim());
  execFileSync("tar", ["-xzf", tarball, "-C", installed(), "--strip-components=1"]);
});
afterAll(() => rm(shop, { recursive: true, force: true }));

async function bundle(code: string) {
  await writeFile(join(shop, "app.js"), code);
  const build = await rollup({
    input: join(shop, "app.js"),
    plugins: [nodeResolve({ browser: true })],
    onwarn(warning) {
      throw new Error(warning.message);
    },
  });
  const { output } = await build.generate({ format: "es" });
  await build.close();
  return output.map((chunk) => (chunk as { code: string }).code);
}

test("the tarball holds code, types, licence and a page to read, and nothing else", async () => {
  const files = (await readdir(installed())).sort();
  expect(files.filter((file) => !file.endsWith(".js"))).toEqual([
    "LICENSE",
    "README.md",
    "package.json",
    "types",
  ]);
  expect(files).toContain("index.js");
});

test("what an app does not use is shaken off, what it uses now and then is a chunk", async () => {
  const [prices, ...none] = await bundle(
    `import { minorUnits } from "@vitrine/browser"; console.log(minorUnits("12.50", "EUR"));`,
  );
  expect(none).toEqual([]);
  expect(prices!.length).toBeLessThan(1500);
  expect(prices).not.toContain("indexedDB");

  const chunks = await bundle(
    `import { createVitrine } from "@vitrine/browser"; createVitrine({ key: "pk_a", endpoint: "https://e.example" });`,
  );
  const [entry, ...later] = chunks;
  expect(entry).toContain("/v1/visit");
  for (const [part, sign] of Object.entries({ renderer: "attachShadow", ga4: "view_item_list" })) {
    expect(entry, part).not.toContain(sign);
    expect(later.join(), part).toContain(sign);
  }
});

test("a server may import and call it: nothing happens", async () => {
  const module = await import(pathToFileURL(join(installed(), "index.js")).href);
  const vitrine = module.createVitrine({ key: "pk_a", endpoint: "https://e.example" });
  vitrine.track("x");
  expect(vitrine.segments()).toEqual([]);
  expect(vitrine.on("shown", () => {})()).toBeUndefined();
  expect(module.minorUnits(12.5, "EUR")).toBe(1250);
  expect(module.minorUnits(500, "JPY")).toBe(500);
});

const app = `
import { createVitrine, minorUnits, type Line, type Vitrine } from "@vitrine/browser";
const vitrine: Vitrine = createVitrine({ key: "pk_a", endpoint: "https://e.example", consent: "not-required" });
const line: Line = { product: "tent", price: minorUnits("249", "EUR"), quantity: 1 };
vitrine.cart([line], "EUR");
vitrine.order({ id: "1", total: 24900, currency: "EUR", lines: [line] });
vitrine.identify({ email: "ann@shop.example", proof: { issuedAt: 1, signature: "" } });
const stop: () => void = vitrine.on("shown", (detail: unknown) => void detail);
stop();
// @ts-expect-error: a line needs a quantity
vitrine.cart([{ product: "tent" }]);
// @ts-expect-error: no such choice
createVitrine({ key: "pk_a", endpoint: "https://e.example", consent: "maybe" });
`;

test.each(["bundler", "nodenext"])(
  "its types hold in a strict app that resolves by %s",
  async (resolution) => {
    await writeFile(join(shop, "app.ts"), app);
    await writeFile(join(shop, "package.json"), '{"type":"module"}');
    const tsc = join(process.cwd(), "node_modules/typescript/bin/tsc");
    const options = `--strict --noEmit --noUncheckedIndexedAccess --target es2022 --lib es2022,dom --module ${resolution === "nodenext" ? "nodenext" : "esnext"} --moduleResolution ${resolution}`;
    execFileSync(process.execPath, [tsc, ...options.split(" "), "app.ts"], { cwd: shop, stdio: "inherit" });
  },
);
