import { expect, it } from "vitest";
import { attentionOf, largestOf } from "./model";

const NOW = Date.UTC(2026, 10, 23, 12);
const shop = { published: true, evaluation: null };
const live = { status: "live" as const, changed: false };

it("has nothing to say while all is well", () => {
  expect(attentionOf({ lastSignalAt: NOW - 1000 }, [live], shop, NOW)).toEqual([]);
});

it("says nothing about what is not known yet", () => {
  expect(attentionOf(undefined, undefined, undefined, NOW)).toEqual([]);
});

it("tells what needs attention, the most urgent first", () => {
  const day = 24 * 60 * 60 * 1000;
  const messages = [
    { ...live, status: "draft" as const },
    { ...live, changed: true },
  ];
  const busy = { published: false, evaluation: { done: 50, total: 200, finishedAt: null } };
  expect(attentionOf({ lastSignalAt: NOW - day - 1 }, messages, busy, NOW)).toEqual([
    { kind: "quiet", since: NOW - day - 1 },
    { kind: "unpublished" },
    { kind: "changes", count: 1 },
    { kind: "evaluating", share: 0.25 },
  ]);
  expect(attentionOf(undefined, [], shop, NOW)).toEqual([{ kind: "noMessage" }]);
});

it("shows the five largest segments that are in use", () => {
  const sizes = [3, 9, 1, 7, 5, 8].map((size) => ({ size, archivedAt: null }));
  const largest = largestOf([...sizes, { size: 99, archivedAt: NOW }]);
  expect(largest.map(({ size }) => size)).toEqual([9, 8, 7, 5, 3]);
});
