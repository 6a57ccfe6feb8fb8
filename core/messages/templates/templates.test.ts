/** Base themes can be read, and templates are fit to publish as they are. */
import { parse, wcagContrast } from "culori";
import { describe, expect, test } from "vitest";
import { onAccent, THEMES } from "../themes";
import { TEMPLATES } from "./index";

const contrast = (one: string, other: string) => wcagContrast(parse(one)!, parse(other)!);

describe.each(THEMES.map(({ id, theme }) => [id, theme] as const))("the theme %s", (_, theme) => {
  test.each([theme, onAccent(theme)])(
    "has contrast for reading, with %o",
    ({ background, text, accent, accentText }) => {
      expect(contrast(text, background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(accentText, accent)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

test("templates have ids of their own, a control group, and places where they keep quiet", () => {
  expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(TEMPLATES.length);
  for (const { design } of TEMPLATES) {
    expect(design.control).toBe(0.1);
    expect(design.pages.exclude).toContainEqual({ type: "checkout" });
    expect(design.variants).toHaveLength(1);
  }
});

test("interrupting templates wait for ten seconds or for the visitor, and come once a visit", () => {
  for (const { design } of TEMPLATES.filter(({ design }) => design.kind === "popup")) {
    expect(
      design.trigger.on === "exit" || (design.trigger.on === "delay" && design.trigger.seconds >= 10),
    ).toBe(true);
    expect(design.frequency.perVisit).toBe(1);
  }
});
