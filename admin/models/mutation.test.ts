import { describe, expect, it } from "vitest";
import { mutation } from "./mutation";
import { ProblemError } from "./problem";

describe("mutation", () => {
  it("acts once when it is asked twice at the same time", async () => {
    let acts = 0;
    const save = mutation(async (name: string) => {
      acts += 1;
      return name;
    });
    const [first, second] = await Promise.all([save.run("a"), save.run("b")]);
    expect([acts, first, second]).toEqual([1, { ok: true, value: "a" }, { ok: true, value: "a" }]);
    expect(await save.run("c")).toEqual({ ok: true, value: "c" });
  });

  it("is busy only while it acts", async () => {
    const save = mutation(async () => "done");
    const run = save.run(undefined);
    expect(save.busy.value).toBe(true);
    await run;
    expect(save.busy.value).toBe(false);
  });

  it("turns a failure into problem details, and forgets it on reset and on the next run", async () => {
    let fail = true;
    const save = mutation(async () => {
      if (fail) throw new ProblemError({ status: 409, title: "Name taken" });
    });
    expect(await save.run(undefined)).toEqual({ ok: false, problem: { status: 409, title: "Name taken" } });
    expect(save.error.value?.title).toBe("Name taken");
    save.reset();
    expect(save.error.value).toBeUndefined();
    fail = false;
    expect((await save.run(undefined)).ok).toBe(true);
  });

  it("can be run again after an act that threw at once", async () => {
    let times = 0;
    const save = mutation((): Promise<void> => {
      times += 1;
      throw new ProblemError({ status: 400, title: "No" });
    });
    await save.run(undefined);
    await save.run(undefined);
    expect(times).toBe(2);
  });
});
