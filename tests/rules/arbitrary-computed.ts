/** Random computed attributes, some of them worked out from one another and from segments. */
import fc from "fast-check";
import type { Attribute } from "../../core/attributes/attribute";
import {
  type Computed,
  type Deed,
  fieldsFor,
  type MeasureName,
  measureEntry,
  measureNames,
  shapeOf,
} from "../../core/attributes/computed";
import { leavesOf } from "../../core/rules/leaves";
import type { Rule } from "../../core/rules/rule";
import { didRule, segmentLikeRule } from "./arbitrary";

const deed = didRule.map(({ which: _, times: __, sum: ___, ...rest }): Deed => rest as Deed);

const measured: fc.Arbitrary<Computed> = fc
  .tuple(fc.constantFrom<MeasureName>(...measureNames), deed, fc.nat())
  .filter(([measure, { did }]) => takesAny(measure) || fieldsFor(measure, did).length > 0)
  .map(([measure, of, n]) => {
    if (takesAny(measure)) return { measure, of };
    const offered = fieldsFor(measure, of.did);
    return { measure, of, value: offered[n % offered.length]! };
  });

const takesAny = (measure: MeasureName) => measureEntry(measure).looksAt.length === 0;

/** A score has no rule without a condition. */
const someRule = segmentLikeRule.filter((rule) => !leavesOf(rule).next().done);
const points = fc.integer({ min: -20, max: 20 }).filter((n) => n !== 0);
const score = (rule: fc.Arbitrary<Rule>): fc.Arbitrary<Computed> =>
  fc.record({ score: fc.array(fc.record({ when: rule, points }), { minLength: 1, maxLength: 3 }) });

const attribute = (key: string, computed: Computed): Attribute => ({
  ...{ key, label: key, group: "Other", computed },
  ...shapeOf(computed),
});

/** `c0` to `c3`, then `scored`, which looks at those before it, and `by_segment`, which looks at the segment `reads`. */
export const computedAttributes = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: measured }, { weight: 1, arbitrary: score(someRule) }), {
      minLength: 1,
      maxLength: 4,
    }),
    someRule,
  )
  .map(([several, rule]) => {
    const first = several.map((computed, i) => attribute(`c${i}`, computed));
    const scored = attribute("scored", {
      score: [
        { when: rule, points: 3 },
        ...first.map(({ key }) => ({ when: rulesOver(first, key)[0]!, points: 5 })),
      ],
    });
    const bySegment = attribute("by_segment", { score: [{ when: { segment: "reads" }, points: 7 }] });
    // Those that look at others stand before them, so that their order is of no help.
    return [bySegment, scored, ...first];
  });

/** Segments that look at computed attributes; `reads` is looked at by one. */
export const segmentsOver = (all: readonly Attribute[]) => [
  { id: "late", rule: { attribute: "by_segment", is: "atLeast", value: 7 } as Rule },
  { id: "reads", rule: { any: [{ attribute: "scored", is: "atLeast", value: 5 }] } as Rule },
  ...all.flatMap(({ key }) => rulesOver(all, key).map((rule, i) => ({ id: `${key} ${i}`, rule }))),
];

/** What can be asked of a computed attribute, by its type. */
export function rulesOver(all: readonly Attribute[], key: string): Rule[] {
  const { type } = all.find((one) => one.key === key)!;
  if (type === "number")
    return [
      { attribute: key, is: "atLeast", value: 1 },
      { attribute: key, is: "lessThan", value: 1000 },
      { attribute: key, is: "equals", value: 0 },
    ];
  if (type === "dateTime")
    return [{ attribute: key, is: "during", value: { inTheLast: [3, "days"] } }, unknown(key)];
  return [{ attribute: key, is: "oneOf", value: ["p1", "TENTS", "quiz", "socks"] }, unknown(key)];
}

const unknown = (key: string): Rule => ({ attribute: key, is: "unknown" });
