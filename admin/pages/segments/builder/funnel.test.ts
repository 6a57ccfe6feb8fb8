import { describe, expect, it } from "vitest";
import type { Rule } from "../../../../core/rules/rule";
import { funnelOf, problemsInRule } from "./funnel";

const condition = (n: number): Rule => ({ attribute: "orders", is: "atLeast", value: n });
const conditions = (count: number) => Array.from({ length: count }, (_, n) => condition(n));

describe("the builder's funnel", () => {
  it("counts each condition that must hold, in their order", () => {
    const funnel = funnelOf({ all: conditions(2) });
    expect(funnel.question).toEqual({ steps: conditions(2) });
  });

  it("puts what is too much for one request into the last step", () => {
    const { question, steps } = funnelOf({ all: conditions(12) });
    expect(steps.map((parts) => parts.length)).toEqual([...Array(9).fill(1), 3]);
    expect("steps" in question && question.steps[9]).toEqual({ all: conditions(12).slice(9) });
  });

  it("is one number for everyone and for any", () => {
    expect(funnelOf({ all: [] })).toEqual({ question: { rule: { all: [] } }, steps: [] });
    expect(funnelOf({ any: conditions(2) }).question).toEqual({ rule: { any: conditions(2) } });
  });

  it("says problems at the condition that is edited, though an unfinished one was left out", () => {
    const rule: Rule = {
      all: [{ attribute: "orders", is: "atLeast" }, condition(1), { any: conditions(2) }],
    };
    const faults = [{ path: "rule.all[0].value", message: "must be a number", blank: true }];
    const problem = (path: string) => [{ path, message: "no" }];
    expect(problemsInRule(problem("steps[0].value"), rule, faults)[0]?.path).toBe("rule.all[1].value");
    expect(problemsInRule(problem("steps[1].any[1].is"), rule, faults)[0]?.path).toBe(
      "rule.all[2].any[1].is",
    );
    const long: Rule = { all: conditions(12) };
    expect(problemsInRule(problem("steps[9].all[2].value"), long, [])[0]?.path).toBe("rule.all[11].value");
  });
});
