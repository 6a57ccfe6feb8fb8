// Holds design.md's promises about colour: contrast in both schemes, charts told apart by everybody.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as culori from "culori";
import { describe, expect, it } from "vitest";

const css = readFileSync(fileURLToPath(new URL("./tokens.css", import.meta.url)), "utf8");
const schemes = ["light", "dark"] as const;
type Scheme = (typeof schemes)[number];

function token(name: string, scheme: Scheme): culori.Color {
  const written = css.match(new RegExp(`--color-${name}: (.*);`))?.[1] ?? "";
  const [light, dark = light] = written.match(/#\w+|oklch\([^)]*\)/g) ?? [];
  const color = culori.parse((scheme === "light" ? light : dark) ?? "");
  if (!color) throw new Error(`No token ${name}`);
  return color;
}

const text = ["ink", "muted", "accent"].flatMap((ink) =>
  ["page", "surface", "sunken"].map((paper) => [ink, paper] as const),
);
const states = ["good", "warn", "bad", "accent"].flatMap((ink) => [
  [ink, `${ink}-soft`] as const,
  [ink, "surface"] as const,
  ["ink", `${ink}-soft`] as const,
]);
const onFilled = [
  ["on-accent", "accent-fill"],
  ["on-accent", "accent-fill-strong"],
  ["on-bad", "bad-fill"],
] as const;
const drawn = [
  "edge",
  "accent-fill",
  "bad-fill",
  "good-light",
  "warn-light",
  "bad-light",
  "chart-rest",
].concat(chartNames());

function chartNames() {
  return [1, 2, 3, 4, 5].map((n) => `chart-${n}`);
}

describe.each(schemes)("the %s scheme", (scheme) => {
  it.each([...text, ...states, ...onFilled])("reads %s on %s at 4.5 or more", (ink, paper) => {
    expect(culori.wcagContrast(token(ink, scheme), token(paper, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(drawn)(
    "draws %s on a surface at 3 or more, except amber light, which never stands alone",
    (name) => {
      const least = name === "warn-light" ? 2 : 3;
      expect(culori.wcagContrast(token(name, scheme), token("surface", scheme))).toBeGreaterThanOrEqual(
        least,
      );
    },
  );

  it("keeps its chart colours apart for every kind of colour vision", () => {
    const distance = culori.differenceCiede2000();
    const eyes = {
      typical: (color: culori.Color) => color,
      protan: culori.filterDeficiencyProt(1),
      deutan: culori.filterDeficiencyDeuter(1),
      tritan: culori.filterDeficiencyTrit(1),
    };
    const tooClose = Object.entries(eyes).flatMap(([eye, see]) =>
      chartNames().flatMap((a, i) =>
        chartNames()
          .slice(i + 1)
          .map((b) => {
            const apart = distance(see(culori.rgb(token(a, scheme))), see(culori.rgb(token(b, scheme))));
            return { pair: `${a}/${b} ${eye}`, apart };
          })
          .filter(({ apart }) => apart < 15),
      ),
    );
    expect(tooClose).toEqual([]);
  });
});
