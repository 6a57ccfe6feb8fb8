/** What evaluating a profile changes: computed attributes, and memberships, each entering and leaving once. */
import type { Segments } from "../rules/segments";
import type { Profile } from "./profile";

export interface MembershipChange {
  segment: string;
  entered: boolean;
  at: number;
  /** The profile's version that made the change: with segment and profile it names the change. */
  version: number;
  cause: "signal" | "time" | "rule" | "import" | "hand";
}

export interface Evaluated {
  changes: MembershipChange[];
  /** Keys of computed attributes that are another value than before. */
  computed: readonly string[];
}

/**
 * Works out the computed attributes of a profile and evaluates all dynamic segments; its version must already be the
 * new one. Memberships of static segments stay; those of segments that are no more go, which is no leaving. Sets
 * `nextChangeAt`.
 */
export function evaluateProfile(
  profile: Profile,
  segments: Segments,
  isStatic: (segment: string) => boolean,
  now: number,
  cause: MembershipChange["cause"],
): Evaluated {
  const { memberships } = profile;
  const { ids } = segments;
  const changes: MembershipChange[] = [];
  const { asked, computed, holds, nextChange } = segments.update(
    profile,
    now,
    (segment) => segment in memberships,
  );
  const settle = (i: number) => {
    const segment = ids[i]!;
    const entered = holds[i] === 1;
    if (entered === (memberships[segment] !== undefined)) return;
    if (entered) memberships[segment] = now;
    else delete memberships[segment];
    changes.push({ segment, entered, at: now, version: profile.version, cause });
  };
  if (asked) for (const i of asked) settle(i);
  else {
    for (let i = 0; i < ids.length; i++) settle(i);
    for (const segment of Object.keys(memberships))
      if (!segments.has(segment) && !isStatic(segment)) delete memberships[segment];
  }
  if (nextChange === Infinity) delete profile.nextChangeAt;
  else profile.nextChangeAt = nextChange;
  return { changes, computed };
}
