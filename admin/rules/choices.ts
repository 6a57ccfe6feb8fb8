// What a condition can be about, as the picker offers it, and the condition that a choice begins. Follows the
// registries: a new activity, attribute or live signal is offered without a change here.
import { ATTRIBUTE_GROUPS, type Attribute } from "../../core/attributes/attribute";
import { describeComputed } from "../../core/attributes/computed-words";
import { attributeTypes, type FactType } from "../../core/attributes/types";
import { type ActivityKind, activities, activityEntry } from "../../core/rules/activities";
import { filterOf } from "../../core/rules/items";
import { type LiveKey, liveEntry, liveSignals } from "../../core/rules/live";
import { isOperator, type OperatorName, operatorOf, operatorsFor } from "../../core/rules/operators";
import { isRank } from "../../core/rules/ranks";
import { isReference } from "../../core/rules/reference";
import type { DidRule, Leaf } from "../../core/rules/rule";
import type { ComboOption } from "../components/combobox";
import { text } from "../texts/index";
import type { KnownFacts } from "./known-facts";
import { namesFor, type Vocabulary } from "./vocabulary";

export type Choice =
  | `did:${ActivityKind}`
  | `has:${string}`
  | `attribute:${string}`
  | `rank:${string}`
  | `segment:${string}`
  | `live:${LiveKey}`
  | "predicted:interest";

export interface Offer {
  live: boolean;
  /** The segment that is edited: it cannot refer to itself. */
  without?: string | undefined;
}

/** `known`: what the data explorer says of attributes, once it is there. */
export function choicesOf(
  vocabulary: Vocabulary,
  { live, without }: Offer,
  known?: KnownFacts,
): ComboOption<Choice>[] {
  const { attributes, segments } = vocabulary;
  const words = text.rules.groups;
  const sorted = [...attributes.values()].sort(
    (a, b) => ATTRIBUTE_GROUPS.indexOf(a.group) - ATTRIBUTE_GROUPS.indexOf(b.group),
  );
  return [
    ...keys(activities).map((kind) => ({
      value: `did:${kind}` as const,
      label: capital(activityEntry(kind).label),
      group: words.activities,
      keywords: text.rules.keywords[kind] ?? "",
      ...(activityEntry(kind).notes && { detail: activityEntry(kind).notes }),
    })),
    ...[...(attributes.tables?.values() ?? [])].map(({ key, label, columns }) => ({
      value: `has:${key}` as const,
      label,
      group: words.tables,
      keywords: key,
      detail: columns.map(({ label }) => label).join(", "),
    })),
    ...(live
      ? keys(liveSignals).map((key) => ({
          value: `live:${key}` as const,
          label: capital(liveEntry(key).label),
          group: words.live,
          keywords: text.rules.keywords[key] ?? "",
          ...(liveEntry(key).notes && { detail: liveEntry(key).notes }),
        }))
      : []),
    ...sorted.map((attribute) => ({
      value: `attribute:${attribute.key}` as const,
      label: attribute.label,
      group: words.attributes[attribute.group],
      keywords: `${attribute.key} ${text.rules.keywords[attribute.key] ?? ""}`,
      ...meaningOf(attribute, vocabulary),
      ...known?.get(attribute.key),
    })),
    ...sorted.filter(isNumber).map(({ key, label }) => ({
      value: `rank:${key}` as const,
      label: text.rules.rank.choice(label),
      group: words.ranks,
      keywords: key,
    })),
    ...[...segments.values()]
      .filter(({ id, archived }) => !archived && id !== without)
      .map(({ id, name, description }) => ({
        value: `segment:${id}` as const,
        label: name,
        group: words.segments,
        ...(description && { detail: description }),
      })),
  ];
}

/** What its notes say; of one that is computed, else how. */
function meaningOf({ notes, computed }: Attribute, vocabulary: Vocabulary): { detail?: string } {
  const detail = notes || (computed && describeComputed(computed, namesFor(vocabulary)));
  return detail ? { detail } : {};
}

export function choiceOf(leaf: Leaf): Choice {
  if ("did" in leaf) return `did:${leaf.did}`;
  if ("has" in leaf) return `has:${leaf.has}`;
  if ("segment" in leaf) return `segment:${leaf.segment}`;
  if (isRank(leaf)) return `rank:${leaf.rank}`;
  if ("interestedIn" in leaf) return "predicted:interest";
  return "live" in leaf ? `live:${leaf.live}` : `attribute:${leaf.attribute}`;
}

/** The condition that a choice begins; keeps of the one before it what still makes sense. */
export function conditionFor(choice: Choice, { attributes }: Vocabulary, before?: Leaf): Leaf {
  const [kind, key] = [choice.slice(0, choice.indexOf(":")), choice.slice(choice.indexOf(":") + 1)];
  if (kind === "segment") return { segment: key };
  if (kind === "has") return before && "has" in before && before.has === key ? before : { has: key };
  if (kind === "rank")
    return before && isRank(before) ? { ...before, rank: key } : { rank: key, top: { percent: 20 } };
  if (kind === "did") return behaviour(key as ActivityKind, before);
  const old = before && "is" in before ? before : undefined;
  const type = kind === "live" ? liveEntry(key as LiveKey).type : factOf(attributes.get(key));
  const is = old && operatorOf(old.is).on.includes(type) ? old.is : firstOperator(type);
  // The same kind of fact takes the same value, unless one of the two counts money.
  const keepsValue =
    old?.is === is &&
    !isReference(old.value) &&
    factTypeOf(old, attributes) === type &&
    unitOf(old, attributes) === unitOfChoice();
  const value = keepsValue ? { value: old?.value } : {};
  return kind === "live" ? { live: key as LiveKey, is, ...value } : { attribute: key, is, ...value };

  function unitOfChoice() {
    return kind === "live" ? liveEntry(key as LiveKey).unit : attributes.get(key)?.unit;
  }
}

/** The type of what a condition compares; undefined for an attribute that is gone. */
export function factTypeOf(
  leaf: Extract<Leaf, { is: unknown }>,
  attributes: Vocabulary["attributes"],
): FactType | undefined {
  if ("live" in leaf) return Object.hasOwn(liveSignals, leaf.live) ? liveEntry(leaf.live).type : undefined;
  const attribute = attributes.get(leaf.attribute);
  return attribute && attributeTypes[attribute.type].fact;
}

export const unitOf = (leaf: Extract<Leaf, { is: unknown }>, attributes: Vocabulary["attributes"]) =>
  "live" in leaf ? liveEntry(leaf.live).unit : attributes.get(leaf.attribute)?.unit;

function behaviour(did: ActivityKind, before: Leaf | undefined): DidRule {
  if (!before || !("did" in before)) return { did };
  const [now, was] = [activityEntry(did), activityEntry(before.did)];
  const { items, named, sum, did: _, ...rest } = before;
  return {
    did,
    ...(items && (now.items === true || (now.items && !filterOf(items))) && { items }),
    ...(named !== undefined && now.named === was.named && { named }),
    ...(sum && now.sums?.includes(sum.of) && { sum }),
    ...rest,
  };
}

/** What is asked most often comes first; any other type begins with the registry's first operator. */
const usual: { readonly [T in FactType]?: OperatorName } = { number: "atLeast" };
function firstOperator(type: FactType): OperatorName {
  const preferred = usual[type];
  return isOperator(preferred) ? preferred : operatorsFor(type)[0]!;
}

const factOf = (attribute: { type: keyof typeof attributeTypes } | undefined): FactType =>
  attribute ? attributeTypes[attribute.type].fact : "text";
const isNumber = ({ type }: { type: keyof typeof attributeTypes }) => attributeTypes[type].fact === "number";
const keys = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as K[];
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
