/** JSON that looks like a rule and mostly is none: the words of the language in their places, with anything in between. */
import fc from "fast-check";
import { activities } from "../../core/rules/activities";
import { anniversaries } from "../../core/rules/anniversaries";
import { COMPARED_SUM, DID_FIELDS } from "../../core/rules/did-parse";
import { HAS_FIELDS } from "../../core/rules/has-parse";
import { itemFilterKeys } from "../../core/rules/item-filters";
import { liveSignals } from "../../core/rules/live";
import { operators } from "../../core/rules/operators";
import { timeframes, UNITS } from "../../core/rules/timeframes";
import { attributes, SEGMENTS } from "./arbitrary";
import { ORDER, PETS } from "./arbitrary-has";

const words = (of: object) => fc.constantFrom(...Object.keys(of));
/** Names that every object has by nature, places in paths, halves of characters, what JSON cannot keep. */
const odd = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "",
  " ",
  "a.b",
  "c[0]",
  "\ud800",
  "\u0000",
  "💐",
);
const edge = fc.constantFrom(
  0,
  -0,
  1,
  2,
  0.5,
  30,
  100,
  101,
  -1,
  9_999,
  10_000,
  10_001,
  1e6,
  1e12,
  1e15,
  5e-324,
  1e308,
);
const text = fc.oneof(
  fc.constantFrom("p1", "tents", "quiz", "DE", "Zürich", "it's", "100%"),
  odd,
  fc.string({ unit: "binary", maxLength: 4 }),
);
const day = fc.constantFrom(
  "2026-10-24",
  "2026-02-29",
  "2024-02-29",
  "0000-01-01",
  "9999-12-31",
  "10-24",
  "02-30",
);
const scalar = fc.oneof(edge, text, day, fc.boolean(), fc.constant(null), fc.constantFrom(...UNITS));

const record = (fields: Record<string, fc.Arbitrary<unknown>>, required: string[] = []) =>
  fc.record(fields, { requiredKeys: required as never[], noNullPrototype: true });
/** One of these keys, now and then two. */
const oneKeyOf = (keys: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), value), {
      minLength: 1,
      maxLength: 2,
      selector: ([key]) => key,
    })
    .map((entries) =>
      Object.fromEntries(entries.slice(0, entries.length === 2 && entries[0]![0] < "m" ? 2 : 1)),
    );

const amount = fc.oneof(
  fc.tuple(edge, fc.constantFrom(...UNITS)),
  fc.tuple(edge, edge, fc.constantFrom(...UNITS)),
  fc.tuple(day, day),
  fc.array(scalar, { maxLength: 3 }),
);
const when = oneKeyOf(
  [...Object.keys(timeframes), ...Object.keys(anniversaries)],
  fc.oneof({ weight: 4, arbitrary: amount }, day, fc.integer({ min: 0, max: 13 }), fc.constant(true)),
);
const attribute = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...attributes.keys()) }, odd);
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  when,
  record({ attribute, times: edge }),
  record({ lat: edge, lon: edge, km: edge }),
);
const texts = fc.array(text, { maxLength: 3 });
const items = oneKeyOf(
  [...itemFilterKeys, "categories"],
  fc.oneof(texts, text, fc.boolean(), oneKeyOf(["moreThan", "atLeast", "lessThan", "atMost"], edge)),
);
const named = fc.oneof(text, oneKeyOf(["contains", "startsWith", "endsWith"], text));
const which = fc.constantFrom("first", "last", "second");
const total = oneKeyOf(COMPARED_SUM, fc.oneof(edge, fc.tuple(edge, edge)));
const did = fc.oneof({ weight: 9, arbitrary: words(activities) }, odd);
const after = record({ did, named, items, which, within: amount }, ["did"]);

const column = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...PETS.columns.map(({ key }) => key)) },
  odd,
);
const cell = record({ column, is: words(operators), value }, ["column", "is"]);

const leaves: fc.Arbitrary<unknown>[] = [
  fc
    .tuple(
      fc.constantFrom(PETS.key, PETS.key, ORDER.key, "gone"),
      fc.subarray([...HAS_FIELDS], { maxLength: 3 }),
    )
    .chain(([has, fields]) =>
      record(
        {
          has: fc.constant(has),
          ...Object.fromEntries(
            fields.map((field) => [
              field,
              {
                ...{ where: fc.array(cell, { maxLength: 2 }), during: when, times: total },
                sum: fc.tuple(column, total).map(([of, total]) => ({ of, ...total })),
              }[field],
            ]),
          ),
        },
        ["has", ...fields],
      ),
    ),
  record({ attribute, is: words(operators), value }, ["attribute", "is"]),
  record({ attribute, is: words(operators) }),
  record({ live: words(liveSignals), is: words(operators), value }, ["live", "is"]),
  fc.tuple(did, fc.subarray([...DID_FIELDS], { maxLength: 3 })).chain(([did, fields]) =>
    record(
      {
        did: fc.constant(did),
        ...Object.fromEntries(
          fields.map((field) => [
            field,
            {
              ...{ named, items, after, which, during: when, times: total },
              sum: fc
                .tuple(fc.constantFrom("amount", "quantity", "money"), total)
                .map(([of, total]) => ({ of, ...total })),
            }[field],
          ]),
        ),
      },
      ["did", ...fields],
    ),
  ),
  record({ rank: attribute, top: oneKeyOf(["percent", "people"], edge) }, ["rank"]),
  record({ rank: attribute, bottom: oneKeyOf(["percent", "people"], edge), top: value }, ["rank", "bottom"]),
  record({ interestedIn: items, likelihood: edge, atLeast: edge, of: edge }, ["interestedIn", "likelihood"]),
  record(
    {
      segment: fc.oneof(fc.constantFrom(...SEGMENTS), text),
      notIn: fc.array(fc.constantFrom(...SEGMENTS, "gone", "vip")),
    },
    ["segment"],
  ),
  scalar,
];

/** As it comes over the wire. */
export const ruleish: fc.Arbitrary<unknown> = fc
  .letrec((tie) => ({
    rule: fc.oneof(
      { maxDepth: 5 },
      { weight: 8, arbitrary: fc.oneof(...leaves) },
      { weight: 2, arbitrary: fc.array(tie("rule"), { maxLength: 4 }).map((all) => ({ all })) },
      { weight: 2, arbitrary: fc.array(tie("rule"), { maxLength: 4 }).map((any) => ({ any })) },
      { weight: 1, arbitrary: tie("rule").map((not) => ({ not })) },
      {
        weight: 1,
        arbitrary: fc.tuple(tie("rule"), odd, scalar).map(([rule, key, more]) => withKey(rule, key, more)),
      },
    ),
  }))
  .rule.map((rule) => JSON.parse(JSON.stringify(rule)));

/** Its own key, whatever it is called. */
function withKey(rule: unknown, key: string, value: unknown): unknown {
  if (typeof rule !== "object" || rule === null) return rule;
  return Object.defineProperty({ ...rule }, key, { value, enumerable: true });
}
