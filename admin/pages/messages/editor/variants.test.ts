import { expect, test } from "vitest";
import type { Block } from "../../../../core/messages/blocks";
import { welcomeOffer } from "../../../../core/messages/templates/welcome-offer";
import { moved, sharesOf, withCopy, withOwnFields, withTheme } from "./variants";

const { design } = welcomeOffer;

test("a copied variant has an id and a name of its own, and shares nothing with the first", () => {
  const { design: two, added } = withCopy(design, 0);
  expect(two.variants.map(({ id }) => id)).toEqual(["a", "b"]);
  const changed = withTheme(two, 1, { accent: "#000000" });
  expect(changed.variants[0]!.content.theme.accent).toBe(design.variants[0]!.content.theme.accent);
  expect(added.content).toEqual(design.variants[0]!.content);
  expect(withCopy(two, 0).added.id).toBe("c");
});

test("shares leave room for the control group", () => {
  const { design: two } = withCopy({ ...design, control: 0.2 }, 0);
  expect(sharesOf(two)).toEqual([0.4, 0.4]);
  expect(
    sharesOf({ ...two, variants: [{ ...two.variants[0]!, weight: 3 }, two.variants[1]!] })[0],
  ).toBeCloseTo(0.6);
});

test("blocks move within their list", () => {
  expect(moved([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
  expect(moved([1, 2, 3], 2, 3)).toEqual([1, 2, 3]);
});

test("a copied form asks under ids of its own", () => {
  const form = design.variants[0]!.content.blocks.find(({ type }) => type === "form") as Block;
  expect(withOwnFields(form, [form])).toMatchObject({ fields: [{ id: "email2" }] });
  expect(withOwnFields(form, [])).toMatchObject({ fields: [{ id: "email" }] });
});
