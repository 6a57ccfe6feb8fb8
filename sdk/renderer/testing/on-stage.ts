/** For a file of tests: one stage for all. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { openStage, type StageDoor } from "./stage";

export let stage: StageDoor;

/** @param page the one that a test has opened; it is closed after the test */
export function everyTestOnStage(page: () => Page): void {
  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterEach(() => page().context().close());
  afterAll(() => stage.close());
}
