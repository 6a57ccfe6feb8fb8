/** What a member changes of one person by hand: said to the owner of the profile as commands of this instant. */
import { applyCommands, type Command } from "../../core/profiles/commands";
import { readIdentity } from "../../core/profiles/identity";
import type { Channel, Identity } from "../../core/profiles/profile";
import { noEffects } from "../../core/profiles/step";
import type { Problem as Refused } from "../../core/signals/fields";
import type { Env } from "../env";
import { invalid, notFound, Problem, type ProblemAt } from "../http/errors";
import type { Role } from "../members/roles";
import { type ShopContext, shopContext } from "../shops/context";
import { currentProfile } from "../visit/current";
import { profilePage } from "./page";
import { peopleById } from "./people";
import { ownersOf } from "./recognise";
import { IdentityTaken, tellProfiles } from "./tell";

type Named = Pick<Identity, "kind" | "value">;

export interface ProfileChange {
  /** Null clears. */
  attributes?: Record<string, unknown>;
  /** Single values of lists. */
  add?: Record<string, string[]>;
  remove?: Record<string, string[]>;
  identify?: (Named & { verified: boolean })[];
  forget?: Named[];
  primary?: Named;
  consent?: { channel: Channel; given: boolean; text: string };
  /** Static segments. */
  join?: string[];
  leave?: string[];
}

/** Proof of a consent that a member wrote down, in place of the version of a form's text. */
export const BY_HAND = "by hand";

/**
 * All of it, or nothing. Answers the person as their owner knows them then.
 * @throws Problem with the place and the reason of each thing that does not fit; "conflict" when an identity is proven
 * to be somebody else's
 */
export async function changeProfile(
  env: Env,
  shop: string,
  id: string,
  change: ProfileChange,
  role: Role,
  now = Date.now(),
) {
  const [profile, context] = await Promise.all([currentProfile(env, shop, id), shopContext(env, shop, now)]);
  if (!profile) throw notFound("profile");
  const told = commandsOf(change, context, now);
  const commands = told.map(({ command }) => command);
  const places = (problems: readonly Refused[]) => problems.map((problem) => placeOf(problem, told));
  const tried = noEffects();
  const { attributes, shop: row } = context;
  applyCommands(
    structuredClone(profile),
    commands,
    { received: now, attributes, clock: context.clock, currency: row.currency, attribution: row },
    tried,
  );
  if (tried.problems.length > 0) throw invalid(...places(tried.problems));
  await refuseTaken(env, shop, profile.id, commands, role);
  const [problems] = await telling(env, shop, profile.id, commands, role, now);
  if (!problems) throw notFound("profile");
  if (problems.length > 0) throw invalid(...places(problems));
  return profilePage(env, shop, profile.id, role);
}

/** Each command with the place in the request that it comes from. */
interface Placed {
  command: Command;
  place: string;
}

function commandsOf(change: ProfileChange, context: ShopContext, at: number): Placed[] {
  const { attributes, add, remove, identify = [], forget = [], primary, consent } = change;
  const problems: ProblemAt[] = [];
  const read = ({ kind, value }: Named, path: string) => {
    const identity = readIdentity(kind, value);
    if (!identity) problems.push({ path: `${path}.value`, reason: REASONS[kind] });
    return identity;
  };
  const member = (segments: readonly string[] = [], isIn: boolean): Placed[] =>
    segments.map((segment, i) => {
      const place = `${isIn ? "join" : "leave"}[${i}]`;
      const reason = notStatic(context, segment);
      if (reason) problems.push({ path: place, reason });
      return { command: { do: "member", at, segment, in: isIn }, place };
    });
  const placed: Placed[] = [
    ...(attributes ? [{ command: { do: "set", at, attributes } as const, place: "attributes" }] : []),
    ...(add ? [{ command: { do: "add", at, lists: add } as const, place: "add" }] : []),
    ...(remove ? [{ command: { do: "remove", at, lists: remove } as const, place: "remove" }] : []),
    ...forget.flatMap((one, i): Placed[] => {
      const identity = read(one, `forget[${i}]`);
      return identity ? [{ command: { do: "forget", at, ...identity }, place: `forget[${i}]` }] : [];
    }),
    ...identify.flatMap((one, i): Placed[] => {
      const identity = read(one, `identify[${i}]`);
      const { verified } = one;
      return identity
        ? [{ command: { do: "identify", at, ...identity, verified }, place: `identify[${i}]` }]
        : [];
    }),
    ...member(change.join, true),
    ...member(change.leave, false),
  ];
  const chosen = primary && read(primary, "primary");
  if (chosen) placed.push({ command: { do: "choose", at, ...chosen }, place: "primary" });
  if (consent)
    placed.push({
      command: { do: "consent", at, ...consent, version: BY_HAND, page: "" },
      place: "consent",
    });
  if (problems.length > 0) throw invalid(...problems);
  return placed;
}

const REASONS: Record<Identity["kind"], string> = {
  email: "must be an email address",
  phone: "must be a phone number",
  customer: "must be a customer id of at most 100 characters",
};

/** Why nobody can be put into a segment by hand. */
export function notStatic({ segments }: ShopContext, segment: string): string | undefined {
  const known = segments.get(segment);
  if (!known) return "is not a segment of this shop";
  return known.kind === "static" ? undefined : "is a dynamic segment: its rule decides who is in it";
}

/** `commands[2].lists.tags` → `add.tags`. */
function placeOf({ path, reason }: Refused, told: readonly Placed[]): ProblemAt {
  const [, i, rest = ""] = /^commands\[(\d+)\](?:\.(?:attributes|lists))?(.*)$/.exec(path) ?? [];
  return { path: `${told[Number(i)]?.place ?? ""}${rest}`, reason };
}

async function telling(
  env: Env,
  shop: string,
  profile: string,
  commands: Command[],
  role: Role,
  now: number,
): Promise<(Refused[] | undefined)[]> {
  try {
    return await tellProfiles(env, shop, [{ profile, commands }], "hand", now);
  } catch (error) {
    // Somebody else was proven to have it since we looked.
    if (error instanceof IdentityTaken) await refuseTaken(env, shop, profile, commands, role);
    throw error;
  }
}

/** What is proven to be somebody else's makes the two one person, which is to be said by merging them. */
async function refuseTaken(
  env: Env,
  shop: string,
  profile: string,
  commands: readonly Command[],
  role: Role,
): Promise<void> {
  const identities = commands.filter((command) => command.do === "identify" && command.verified);
  if (identities.length === 0) return;
  const owners = await ownersOf(env.DB, shop, [{ identities: identities as never }]);
  const [owner] = [...owners.values()].filter((id) => id !== profile);
  if (owner === undefined) return;
  const [person] = await peopleById(env.DB, shop, [owner], role);
  throw new Problem(
    "conflict",
    "This is proven to be somebody else's. If both are one person, merge them. Nothing was changed.",
    { members: { owner: { id: owner, name: person?.name ?? person?.email ?? null } } },
  );
}
