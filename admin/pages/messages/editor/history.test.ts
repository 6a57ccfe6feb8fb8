import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { history } from "./history";

function aHistory() {
  const value = signal("");
  let at = 0;
  const steps = history(value, () => at);
  return { value, steps, wait: (ms: number) => (at += ms) };
}

test("takes back and brings back", () => {
  const { value, steps } = aHistory();
  steps.set("a");
  steps.set("b");
  steps.undo();
  expect(value.value).toBe("a");
  steps.redo();
  expect(value.value).toBe("b");
  expect(steps.canRedo.value).toBe(false);
});

test("typing into one place is one step, until there is a pause or another place", () => {
  const { value, steps, wait } = aHistory();
  steps.set("h", "heading");
  steps.set("he", "heading");
  wait(2_000);
  steps.set("hey", "heading");
  steps.set("hey you", "text");
  steps.undo();
  expect(value.value).toBe("hey");
  steps.undo();
  expect(value.value).toBe("he");
  steps.undo();
  expect(value.value).toBe("");
  expect(steps.canUndo.value).toBe(false);
});

test("a new change after undo forgets what could be redone", () => {
  const { value, steps } = aHistory();
  steps.set("a");
  steps.undo();
  steps.set("b");
  expect(steps.canRedo.value).toBe(false);
  expect(value.value).toBe("b");
});
