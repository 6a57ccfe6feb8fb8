/** The plugins, as far as they run without their platforms: what they send, sign and are made of. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { snippetIn } from "../admin/pages/settings/signing-snippets";
import { proofText } from "../core/profiles/proof";
import { readSignal, type Signal } from "../core/signals/catalogue";
import type { Problem } from "../core/signals/fields";
import { readVisitRequest, type VisitRequest } from "../core/signals/wire";
import { buildPlugins, customPixel } from "../scripts/plugins";

const EMBED = "plugins/shopify/extensions/vitrine-embed/blocks/vitrine.liquid";
const PHP = "plugins/woocommerce/vitrine";
const hasPython = spawnSync("python3", ["-V"]).status === 0;
const hasPhp = spawnSync("php", ["-v"]).status === 0;
const person = { issuedAt: 1795460299, customerId: "7", email: "Ann@Shop.Example " };

test("what a shop owner uploads is there, whole", async () => {
  const out = await mkdtemp(join(tmpdir(), "vitrine-plugins-"));
  await buildPlugins(out);
  expect((await readdir(out)).sort()).toEqual([
    "vitrine-shopify-pixel.js",
    "vitrine-shopify.zip",
    "vitrine-tag-manager.tpl",
    "vitrine-woocommerce.zip",
  ]);
  const names = async (file: string) => {
    // Another's reader, where there is one.
    if (hasPython) expect(spawnSync("python3", ["-m", "zipfile", "-t", join(out, file)]).status).toBe(0);
    const bytes = await readFile(join(out, file), "latin1");
    // Of each entry of the directory, which stands at the end.
    return bytes
      .split("PK\x01\x02")
      .slice(1)
      .map((entry) => entry.slice(42).split("PK")[0]);
  };
  expect(await names("vitrine-woocommerce.zip")).toEqual(
    expect.arrayContaining(["vitrine/vitrine.php", "vitrine/uninstall.php", "vitrine/readme.txt"]),
  );
  expect(await names("vitrine-shopify.zip")).toEqual(
    expect.arrayContaining([
      "vitrine-shopify/shopify.app.toml",
      "vitrine-shopify/extensions/vitrine-embed/blocks/vitrine.liquid",
    ]),
  );
  await rm(out, { recursive: true });
});

describe("signatures are over the very text that the edge checks", () => {
  const text = proofText(person);
  test.each(["liquid", "embed"])("in Liquid: %s", async (which) => {
    const code = which === "embed" ? await readFile(EMBED, "utf8") : snippetIn("liquid", "s");
    const [, said] = /capture said\s*-?%\}(.*?)\{%/.exec(code)!;
    expect(code).toMatch(/assign email = customer\.email \| strip \| downcase/);
    expect(code).toMatch(/assign issued = 'now' \| date: '%s'/);
    expect(code).toMatch(/said \| hmac_sha256:/);
    const values: Record<string, string> = {
      issued: String(person.issuedAt),
      "customer.id": person.customerId,
      email: person.email.trim().toLowerCase(),
    };
    expect(said!.replace(/\{\{ ([\w.]+) \}\}/g, (_, name: string) => values[name]!)).toBe(text);
  });

  test.skipIf(!hasPhp)("in the plugin's PHP", () => {
    const code = `define('ABSPATH','/');define('VITRINE_FILE','');function plugin_basename($f){return $f;}
      require '${PHP}/includes/class-vitrine-tag.php';
      $user = new stdClass; $user->ID = 7; $user->user_email = 'Ann@Shop.Example ';
      echo json_encode(Vitrine_Tag::identity($user, 'secret', ${person.issuedAt}));`;
    const said = JSON.parse(execFileSync("php", ["-r", code]).toString());
    expect(said).toEqual({
      customerId: "7",
      email: "ann@shop.example",
      proof: {
        issuedAt: person.issuedAt,
        signature: createHmac("sha256", "secret").update(text).digest("hex"),
      },
    });
  });
});

describe("Shopify", () => {
  test("the embed's settings are JSON, and its markup closes what it opens", async () => {
    const code = await readFile(EMBED, "utf8");
    const schema = JSON.parse(/\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(code)![1]!);
    expect(schema).toMatchObject({ target: "head" });
    const asked = [...code.matchAll(/block\.settings\.(\w+)/g)].map(([, name]) => name);
    const given = schema.settings.flatMap(({ id }: { id?: string }) => id ?? []);
    expect([...new Set(asked)].sort()).toEqual(given.sort());
    for (const [open, close] of [
      [/\{%-? *if /g, /\{%-? *endif/g],
      [/\{%-? *unless /g, /\{%-? *endunless/g],
      [/\{%-? *for /g, /\{%-? *endfor/g],
      [/<script/g, /<\/script/g],
    ] as const)
      expect(code.match(open)?.length, String(open)).toBe(code.match(close)?.length);
    // Whatever a shop's texts hold, they come as JSON.
    expect(
      code
        .replace(/\{%-? *capture[\s\S]*?endcapture[^}]*\}/g, "")
        .match(/\{\{(?![^}]*\| (json|escape|url_encode) )[^}]*\}\}/g),
    ).toEqual(["{{ issued }}"]);
  });

  test("the pixel bundles as an app's extension, too", async () => {
    const { outputFiles } = await build({
      entryPoints: ["plugins/shopify/extensions/vitrine-pixel/src/index.js"],
      ...{ bundle: true, format: "esm", write: false, external: ["@shopify/web-pixels-extension"] },
    });
    expect(outputFiles[0]!.text).toMatch(/register\(watch\)/);
  });

  const EUR = (amount: number) => ({ amount, currencyCode: "EUR" });
  const tent = { id: "70", product: { id: "7", title: "Tent", vendor: "Fjell", type: "Tents" } };
  const cartLine = (quantity: number) => ({
    merchandise: tent,
    quantity,
    cost: { totalAmount: EUR(249.9 * quantity) },
  });
  const checkout = {
    currencyCode: "EUR",
    email: "ann@shop.example",
    phone: null,
    totalPrice: EUR(454.8),
    order: { id: "gid://shopify/Order/5940139491234" },
    discountApplications: [{ type: "DISCOUNT_CODE", title: "SUMMER" }],
    lineItems: [{ variant: tent, quantity: 2, finalLinePrice: EUR(449.8) }],
  };

  /** A page of the shop as Shopify hands it to a pixel, on both of its ways in. */
  async function aPixel({ allowed = true, visitor = "v".repeat(22) } = {}) {
    const heard = new Map<string, (event: object) => void>();
    const stored = new Map<string, string>();
    if (visitor) stored.set("vitrine:pixel", JSON.stringify({ visitor, home: "weur" }));
    const sent: { url: string; body: string; init: RequestInit }[] = [];
    const api = {
      analytics: { subscribe: (name: string, tell: (event: object) => void) => heard.set(name, tell) },
      browser: {
        localStorage: {
          getItem: async (name: string) => stored.get(name) ?? null,
          setItem: async (name: string, value: string) => void stored.set(name, value),
        },
      },
      init: {
        customerPrivacy: { analyticsProcessingAllowed: allowed, marketingAllowed: false },
        data: { cart: { lines: [cartLine(1)], cost: { totalAmount: EUR(249.9) } } },
      },
      customerPrivacy: {
        subscribe: (name: string, tell: (event: object) => void) => heard.set(name, tell),
      },
    };
    const fetch = async (url: string, init: RequestInit) => {
      sent.push({ url, init, body: String(init.body) });
      return new Response();
    };
    const code = (await customPixel())
      .replace("https://YOUR-WORKER", "https://edge.example/")
      .replace('"wk_"', '"wk_q4kd81mz0a_1x9gh2kd0m3p"');
    runInContext(code, createContext({ api, fetch, Intl, Promise, Date, JSON, Math }));
    return {
      sent,
      /** Answers the requests so far, as the edge reads them: nothing in them may be refused. */
      async when(name: string, data: object): Promise<(VisitRequest & { signals: Signal[] })[]> {
        heard.get(name)!({ timestamp: "2026-11-24T10:00:00Z", data, ...data });
        // All of the pixel's steps are promises that are kept at once.
        for (let turn = 0; turn < 50; turn++) await Promise.resolve();
        const problems: Problem[] = [];
        const read = sent.map(({ body }) => readVisitRequest(JSON.parse(body), problems)!);
        const signals = read.map((request) =>
          request.signals.map((raw, i) => readSignal(raw, `${i}`, problems)!),
        );
        expect(problems).toEqual([]);
        return read.map((request, i) => ({ ...request, signals: signals[i]! }));
      },
    };
  }

  test("the pixel tells checkout, who it is, and the order, for the visitor of the page", async () => {
    const pixel = await aPixel();
    await pixel.when("checkout_started", { checkout });
    const requests = await pixel.when("checkout_completed", { checkout });
    expect(pixel.sent.map(({ url }) => url)).toEqual(Array(2).fill("https://edge.example/v1/write"));
    expect(pixel.sent[0]!.init).toMatchObject({ method: "POST", credentials: "omit", keepalive: true });
    expect(pixel.sent[0]!.init).not.toHaveProperty("headers");
    const lines = [
      { product: "7", name: "Tent", brand: "Fjell", category: "Tents", price: 22490, quantity: 2 },
    ];
    expect(requests[0]).toMatchObject({
      key: "wk_q4kd81mz0a_1x9gh2kd0m3p",
      visitor: "v".repeat(22),
      consent: { analytics: true, marketing: false },
      signals: [
        { type: "checkout", n: 1, at: Date.parse("2026-11-24T10:00:00Z") },
        { type: "cart", n: 2, lines, currency: "EUR" },
        { type: "identify", n: 3, email: "ann@shop.example" },
      ],
    });
    expect(requests[1]).toMatchObject({
      queue: requests[0]!.queue,
      signals: [
        { type: "identify", n: 4 },
        { type: "order", n: 5, id: "5940139491234", total: 45480, currency: "EUR", lines, coupon: "SUMMER" },
      ],
    });
  });

  test("it keeps the whole cart from what is added and taken away", async () => {
    const pixel = await aPixel();
    const quantity = async (name: string, data: object) => {
      const cart = (await pixel.when(name, data)).at(-1)!.signals[0] as { lines: { quantity: number }[] };
      return cart.lines.map((line) => line.quantity);
    };
    expect(await quantity("product_added_to_cart", { cartLine: cartLine(2) })).toEqual([3]);
    expect(await quantity("product_removed_from_cart", { cartLine: cartLine(3) })).toEqual([]);
    expect(await quantity("cart_viewed", { cart: { lines: [cartLine(4)] } })).toEqual([4]);
  });

  test("without consent or without a visitor of the storefront nothing is sent", async () => {
    const strange = await aPixel({ visitor: "" });
    expect(await strange.when("checkout_completed", { checkout })).toEqual([]);
    const asked = await aPixel({ allowed: false });
    expect(await asked.when("checkout_started", { checkout })).toEqual([]);
    await asked.when("visitorConsentCollected", {
      customerPrivacy: { analyticsProcessingAllowed: true, marketingAllowed: true },
    });
    const [request] = await asked.when("checkout_started", { checkout });
    expect(request!.consent).toMatchObject({ analytics: true, marketing: true });
  });
});

describe("WooCommerce", () => {
  const files = async () => (await readdir(PHP, { recursive: true })).filter((file) => file.endsWith(".php"));

  test.skipIf(!hasPhp)("all PHP can be read by PHP", async () => {
    for (const file of await files()) expect(spawnSync("php", ["-l", join(PHP, file)]).status, file).toBe(0);
  });

  test("nothing of it runs by its own address, and all that is kept goes at the end", async () => {
    const texts = await Promise.all((await files()).map((file) => readFile(join(PHP, file), "utf8")));
    for (const text of texts) expect(text).toMatch(/defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/);
    const kept = texts.join().matchAll(/const (?:OPTION|SECRET)\s+= '(\w+)'/g);
    const uninstall = await readFile(join(PHP, "uninstall.php"), "utf8");
    for (const [, option] of kept) expect(uninstall).toContain(`delete_option( '${option}' )`);
    const [readme, main] = await Promise.all(
      ["readme.txt", "vitrine.php"].map((file) => readFile(join(PHP, file), "utf8")),
    );
    expect(/Stable tag: (.+)/.exec(readme!)![1]).toBe(/Version: +(.+)/.exec(main!)![1]);
  });
});

describe("Tag Manager", async () => {
  const parts = (await readFile("plugins/gtm/template.tpl", "utf8")).split(/^___(\w+)___$/m).slice(1);
  const sections = Object.fromEntries(
    parts.flatMap((name, i) => (i % 2 ? [] : [[name, parts[i + 1]!.trim()]])),
  );
  const code = sections.SANDBOXED_JS_FOR_WEB_TEMPLATE!;

  test("the template has its sections, and asks for the permissions that its code needs and no more", () => {
    expect(Object.keys(sections)).toEqual([
      "TERMS_OF_SERVICE",
      "INFO",
      "TEMPLATE_PARAMETERS",
      "SANDBOXED_JS_FOR_WEB_TEMPLATE",
      "WEB_PERMISSIONS",
      "TESTS",
      "NOTES",
    ]);
    expect(JSON.parse(sections.INFO!)).toMatchObject({ type: "TAG", containerContexts: ["WEB"] });
    const asked = [...code.matchAll(/data\.(\w+)/g)].map(([, name]) => name!);
    const given = JSON.parse(sections.TEMPLATE_PARAMETERS!).map(({ name }: { name: string }) => name);
    expect([...new Set(asked)].filter((name) => !name.startsWith("gtm")).sort()).toEqual(given.sort());
    const permissions = JSON.parse(sections.WEB_PERMISSIONS!);
    expect(permissions.map((one: { instance: { key: object } }) => one.instance.key)).toMatchObject([
      { publicId: "access_globals" },
      { publicId: "inject_script" },
    ]);
    const globals = permissions[0].instance.param[0].value.listItem.map(
      ({ mapValue }: { mapValue: { string?: string }[] }) => mapValue[0]!.string,
    );
    expect(globals).toEqual(["vitrine", "vitrine.q", "vitrine.track", "vitrine.consent"]);
  });

  /** As the template editor's Tests tab runs them. */
  const scenarios = sections
    .TESTS!.split(/^- name: /m)
    .slice(1)
    .map((text) => [text.split("\n")[0]!, text.split("code: |-\n")[1]!.split(/^setup:/m)[0]!] as const);

  test.each(scenarios)("%s", (_, scenario) => {
    const mocks = new Map<string, unknown>();
    const called = new Set<string>();
    const api = (name: string) => {
      const before: Record<string, unknown> = { encodeUriComponent: encodeURIComponent, makeString: String };
      return (...given: unknown[]) => {
        called.add(name);
        const is = mocks.has(name) ? mocks.get(name) : before[name];
        return typeof is === "function" ? is(...given) : is;
      };
    };
    const plain = (value: unknown) => JSON.stringify(value);
    const globals = {
      mock: (name: string, is: unknown) => mocks.set(name, is),
      runCode: (data: object) =>
        runInContext(
          `(() => {${code}\n})()`,
          createContext({
            require: api,
            data: { ...data, gtmOnSuccess: api("gtmOnSuccess"), gtmOnFailure: api("gtmOnFailure") },
          }),
        ),
      assertThat: (actual: unknown) => ({
        isEqualTo: (expected: unknown) => expect(plain(actual)).toBe(plain(expected)),
        contains: (part: string) => expect(actual).toContain(part),
      }),
      assertApi: (name: string) => ({ wasCalled: () => expect([...called]).toContain(name) }),
    };
    runInContext(`(() => {${scenario}\n})()`, createContext(globals));
  });
});
