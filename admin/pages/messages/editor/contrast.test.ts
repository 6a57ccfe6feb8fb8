import { expect, test } from "vitest";
import { THEMES } from "../../../../core/messages/themes";
import { contrastOf, ENOUGH } from "./contrast";

test("base themes can be read; grey on grey cannot; half a colour says nothing", () => {
  for (const { theme } of THEMES) {
    expect(contrastOf(theme, "text")).toBeGreaterThanOrEqual(ENOUGH);
    expect(contrastOf(theme, "accentText")).toBeGreaterThanOrEqual(ENOUGH);
  }
  const { theme } = THEMES[0];
  expect(contrastOf({ ...theme, text: "#000000", background: "#ffffff" }, "text")).toBeCloseTo(21);
  expect(contrastOf({ ...theme, text: "#888888", background: "#999999" }, "text")).toBeLessThan(ENOUGH);
  expect(contrastOf({ ...theme, text: "#88" }, "text")).toBeUndefined();
});
