/** Makes what shop owners download from the panel and upload elsewhere, of `plugins/`: archives, Shopify's pixel as text to paste, Tag Manager's template. */
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { zip } from "./zip";

const PIXEL = "plugins/shopify/extensions/vitrine-pixel/src";
/** What the shop owner fills in, at the top of what they paste. */
const SETTINGS = `// From Vitrine: its address, and under Settings, Keys, the key for Shopify's pixel, which begins with wk_
const VITRINE = { endpoint: "https://YOUR-WORKER", key: "wk_" };

`;

export async function buildPlugins(out = "dist/assets/plugins"): Promise<void> {
  await mkdir(out, { recursive: true });
  const pixel = await customPixel();
  await writeFile(join(out, "vitrine-shopify-pixel.js"), pixel);
  await writeFile(
    join(out, "vitrine-shopify.zip"),
    zip([
      ...(await filesIn("plugins/shopify", "vitrine-shopify")),
      { path: "vitrine-shopify/custom-pixel.js", bytes: Buffer.from(pixel) },
    ]),
  );
  await writeFile(
    join(out, "vitrine-woocommerce.zip"),
    zip(await filesIn("plugins/woocommerce/vitrine", "vitrine")),
  );
  await cp("plugins/gtm/template.tpl", join(out, "vitrine-tag-manager.tpl"));
}

/** The pixel as one script. */
export async function customPixel(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(PIXEL, "custom.js")],
    ...{ bundle: true, format: "iife", target: "es2020", write: false, legalComments: "none" },
  });
  return SETTINGS + outputFiles[0]!.text;
}

async function filesIn(folder: string, as: string): Promise<{ path: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => !/^(node_modules|package-lock\.json|\.shopify)$/.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(async (entry) => {
        const [from, path] = [join(folder, entry.name), `${as}/${entry.name}`];
        return entry.isDirectory() ? filesIn(from, path) : [{ path, bytes: await readFile(from) }];
      }),
  );
  return found.flat();
}
