import { expect, it } from "vitest";
import { placeAttributes, placeOf } from "./place";

it("keeps of a place no more than about a kilometre", () => {
  const travelled = placeOf({
    country: "CH",
    region: "Zurich",
    regionCode: "ZH",
    latitude: "47.376887",
    longitude: "8.541694",
  });
  expect(travelled).not.toContain("47.376");
  expect(placeAttributes(travelled)).toMatchObject({ place: "47.38,8.54", region_code: "ZH", country: "CH" });
});

it("knows no place where the network knows none", () => {
  expect(placeAttributes(placeOf({ country: "CH" }))).toEqual({ country: "CH", eu: false });
});
