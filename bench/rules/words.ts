/** Conditions with their values as libraries take them: folded texts, timeframes as two instants. */
import { attributesOf } from "../../core/attributes/standard";
import { attributeTypes } from "../../core/attributes/types";
import { normaliseFact, normaliseValue } from "../../core/rules/normalise";
import type { AttributeRule, DidRule } from "../../core/rules/rule";
import { type Timeframe, windowOf } from "../../core/rules/timeframes";
import { clockIn } from "../../core/time/zone";
import { ZONE } from "../../demo/generate/index";
import { NOW } from "./people";

const attributes = attributesOf([]);
const clock = clockIn(ZONE, NOW);

export const foldedValue = ({ attribute, value }: AttributeRule): unknown =>
  normaliseValue(attributeTypes[attributes.get(attribute)!.type].fact, value);

export function spanOf(timeframe: unknown): { from: number; to: number } {
  const { from, to } = windowOf(timeframe as Timeframe, clock);
  return { from, to };
}

/** Which entries of a history count: undefined stands for no bound. */
export function entriesOf({ items, during }: DidRule): {
  field: "product" | "category";
  wanted?: string[];
  span?: { from: number; to: number };
} {
  return {
    field: items && "ids" in items ? "product" : "category",
    ...(items && {
      wanted:
        "categories" in items ? (normaliseFact("list", items.categories) as string[]) : (items.ids ?? []),
    }),
    ...(during && { span: spanOf(during) }),
  };
}

/** Whether `did` asks only if it was ever done, or never; undefined where it counts. */
export function atAll({ times }: DidRule): boolean | undefined {
  if (!times || ("atLeast" in times && times.atLeast === 1)) return true;
  if (("exactly" in times && times.exactly === 0) || ("atMost" in times && times.atMost === 0)) return false;
  return undefined;
}

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
