import { expect, test } from "vitest";
import { audienceWords, statusWords } from "./words";

const names = new Map([
  ["loyal", "Loyal"],
  ["recent", "Recent"],
]);
const nameOf = (id: string) => names.get(id);

test("says whom a message is for", () => {
  expect(audienceWords({ include: "everyone", exclude: [] }, nameOf)).toBe("Everyone");
  expect(audienceWords({ include: ["loyal", "recent"], exclude: [] }, nameOf)).toBe("“Loyal” or “Recent”");
  expect(audienceWords({ include: "everyone", exclude: ["loyal"] }, nameOf)).toBe(
    "Everyone, but not “Loyal”",
  );
  expect(audienceWords({ include: ["x"], exclude: [] }, nameOf)).toBe("“a deleted segment”");
  expect(audienceWords({ include: [], exclude: [] }, nameOf)).toContain("Nobody");
});

test("a live message is called live only while visitors may get it", () => {
  const now = Date.UTC(2026, 10, 23);
  const of = (schedule: { from?: number; until?: number }) =>
    statusWords({ status: "live", schedule }, now, "Europe/Berlin");
  expect(of({}).label).toBe("Live");
  expect(of({ until: now + 1 })).toMatchObject({ label: "Live", hint: expect.stringContaining("until") });
  expect(of({ until: now }).label).toBe("Ended");
  expect(of({ from: now + 1 }).label).toBe("Planned");
  expect(statusWords({ status: "paused", schedule: { until: now } }, now, "UTC").label).toBe("Paused");
});
