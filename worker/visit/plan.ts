/**
 * What is asked of everybody after new rules: only the segments and computed attributes that are decided by something
 * else than before. One that refers to another comes after it, so that the other is right when it is asked.
 */
import { type Fingerprints, fingerprintsOf } from "../../core/rules/fingerprints";
import { canBeAsked } from "./changed-people";
import type { CompiledSnapshot } from "./snapshot";

export interface Plan {
  /** Of the rules. */
  revision: number;
  rules: Fingerprints;
  /** Nodes by which somebody may not be sorted as these rules say; null when that may be any. */
  changed: string[] | null;
}

/** Each asks all people once. With more of them, reading everybody's document takes no longer. */
const MOST = 100;

/** @param before what was planned last, and of that what is still to be done */
export function planFor(compiled: CompiledSnapshot, before: Plan | null): Plan {
  const rules = rulesOf(compiled);
  const { rulesRevision: revision } = compiled.snapshot;
  const pending = before?.changed;
  if (!pending) return { revision, rules, changed: null };
  const known = new Map(before.rules);
  const changed = rules
    .filter(([id, fingerprint]) => fingerprint !== known.get(id) || pending.includes(id))
    .map(([id]) => id);
  const askable = changed.length <= MOST && changed.every((node) => canBeAsked(compiled, node));
  return { revision, rules, changed: askable ? changed : null };
}

const rulesOf = ({ snapshot, attributes }: CompiledSnapshot): Fingerprints =>
  fingerprintsOf({
    segments: snapshot.segments,
    attributes,
    cutoffs: new Map(snapshot.cutoffs),
    itemSets: snapshot.itemSets,
    timeZone: snapshot.shop.timeZone,
  });
