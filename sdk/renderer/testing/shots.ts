/** Takes pictures of all templates for people to look at: `npx tsx sdk/renderer/testing/shots.ts [folder]`. */
import { mkdir } from "node:fs/promises";
import type { Content, MessageKind } from "../../../core/messages/message";
import { TEMPLATES } from "../../../core/messages/templates/index";
import { onAccent, THEMES } from "../../../core/messages/themes";
import { openStage } from "./stage";

const folder = process.argv[2] ?? "test-results/messages";

const stage = await openStage();
await mkdir(folder, { recursive: true });

for (const { id, design } of TEMPLATES) {
  const { content } = design.variants[0]!;
  for (const host of ["light", "dark"] as const) await shoot(`${id}-${host}`, host, design.kind, content);
  for (const { id: theme, theme: look } of THEMES.slice(1)) {
    const { position } = content.theme;
    const themed = position === "top" ? onAccent(look) : look;
    await shoot(`${id}-${theme}`, "light", design.kind, { ...content, theme: { ...themed, position } });
  }
}
const welcome = TEMPLATES[0]!.design.variants[0]!.content;
const picture = { type: "image", url: "/hero.svg", alt: "Hills at dusk", width: 800, height: 1000 } as const;
await shoot("with-picture", "light", "popup", { ...welcome, blocks: [picture, ...welcome.blocks] });
await shoot("bar-form", "light", "bar", {
  theme: { ...onAccent(welcome.theme), position: "bottom" },
  label: "Newsletter",
  blocks: [{ type: "text", text: "**10% off** your first order" }, welcome.blocks[2]!],
});
await stage.close();

async function shoot(
  name: string,
  host: "light" | "dark",
  kind: MessageKind,
  content: Content,
): Promise<void> {
  for (const [width, height] of [[1280, 800] as const, [360, 740] as const]) {
    const page = await stage.visit(host, {
      viewport: { width, height },
      deviceScaleFactor: width < 500 ? 2 : 1,
      reducedMotion: "reduce",
    });
    await page.evaluate(([k, c]) => window.stage.show(k, c), [kind, content] as const);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: `${folder}/${name}-${width}.png` });
    const email = page.locator("input[type=email]");
    if (host === "light" && (await email.count())) {
      await email.fill("anna@");
      await email.press("Enter");
      await page.screenshot({ path: `${folder}/${name}-${width}-wrong.png` });
      await email.fill("anna@example.com");
      await email.press("Enter");
      await page.locator(".done").waitFor();
      await page.screenshot({ path: `${folder}/${name}-${width}-thanks.png` });
    }
    await page.context().close();
  }
}
