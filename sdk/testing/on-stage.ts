/** For a file of tests: one stage for all, and a visitor's browser of its own for each. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { openStage, type Stage } from "./stage";

export let stage: Stage;
export let context: Awaited<ReturnType<Stage["visitor"]>>;

/** No test may leave an error in a page, or have made a browser ask first. */
export function everyTestOnStage(prepare?: (stage: Stage) => void): void {
  beforeAll(async () => {
    stage = await openStage();
  });
  beforeEach(async () => {
    stage.reset();
    prepare?.(stage);
    context = await stage.visitor();
  });
  afterEach(async () => {
    await context.close();
    expect(context.errors).toEqual([]);
    expect(stage.optionsSeen()).toBe(0);
  });
  afterAll(() => stage.close());
}
