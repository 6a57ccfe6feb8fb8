/** The renderer stays within its budget: 7 KB brotli for all of it, of which later kinds and blocks need a part. */
import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { expect, test } from "vitest";
import { squeezeCss } from "./squeeze";

const squeezed: Plugin = {
  name: "squeeze-css",
  setup({ onLoad }) {
    onLoad({ filter: /sdk\/renderer\/.*\.ts$/ }, async ({ path }) => ({
      contents: squeezeCss(await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};

const brotli = async (plugins: Plugin[]) => {
  const { outputFiles } = await build({
    entryPoints: [new URL("./index.ts", import.meta.url).pathname],
    ...{ bundle: true, minify: true, format: "esm", target: "es2022", write: false, plugins },
  });
  return brotliCompressSync(outputFiles![0]!.contents).length;
};

test("minified it is at most 7 KB brotli, and 6 with its style sheets squeezed", async () => {
  const [plain, small] = [await brotli([]), await brotli([squeezed])];
  console.info(`renderer: ${plain} bytes brotli, ${small} with squeezed style sheets`);
  expect(plain).toBeLessThanOrEqual(7 * 1024);
  expect(small).toBeLessThanOrEqual(6 * 1024);
});
