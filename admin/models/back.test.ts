import { expect, it } from "vitest";
import { wayBack } from "./back";

const back = (asked: string | null) => wayBack(asked, "https://vitrine.test");

it("leads back to the page of the panel that asked", () => {
  expect(back("/admin/segments/42?tab=members#top")).toBe("/admin/segments/42?tab=members#top");
  expect(back("/admin/settings?tab=keys")).toBe("/admin/settings?tab=keys");
});

it("leads nowhere else, whatever a link says", () => {
  for (const asked of [
    null,
    "",
    "/",
    "/adminother",
    "https://evil.test/admin/",
    "//evil.test/admin/",
    "/\\evil.test/admin/",
    "\\\\evil.test\\admin\\",
    "javascript:alert(1)//admin/",
    "/admin/../api/me",
    "/admin/%2e%2e/api/me",
    "http://vitrine.test/admin/",
    "https://[",
    "/admin/sign-in?back=/admin/",
    "/admin/set-up",
  ])
    expect(back(asked), String(asked)).toBe("/admin/");
});
