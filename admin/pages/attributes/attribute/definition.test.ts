import { expect, it } from "vitest";
import { keyFrom, optionsFrom } from "./definition";

it("makes a key of a name", () => {
  expect(keyFrom("Shoe size (EU)")).toBe("shoe_size_eu");
  expect(keyFrom("Größe & Maß")).toBe("grosse_mass");
  expect(keyFrom("1st pet's name")).toBe("st_pet_s_name");
  expect(keyFrom("x".repeat(60))).toHaveLength(48);
  expect(keyFrom("年齢")).toBe("");
});

it("reads one answer from each line", () => {
  expect(optionsFrom(" 41 \n\n42\n41\n")).toEqual(["41", "42"]);
});
