/** Who is put into a static segment, or taken out of it, by hand: told to the owner of each profile. */
import type { Command } from "../../core/profiles/commands";
import type { Env } from "../env";
import { invalid, notFound } from "../http/errors";
import { tellProfiles } from "../profiles/tell";
import { shopContext } from "../shops/context";

export interface MembersChange {
  add: string[];
  remove: string[];
}

/** Answers how many were told, and who is not a person of this shop. */
export async function changeMembers(
  env: Env,
  shop: string,
  segment: string,
  { add, remove }: MembersChange,
  now = Date.now(),
): Promise<{ told: number; unknown: string[] }> {
  await refuseDynamic(env, shop, segment, now);
  const member = (isIn: boolean) => (profile: string) => ({
    profile,
    commands: [{ do: "member", at: now, segment, in: isIn } satisfies Command],
  });
  const told = [...remove.map(member(false)), ...add.map(member(true))];
  const answers = await tellProfiles(env, shop, told, "hand", now);
  const unknown = told.filter((_, i) => answers[i] === undefined).map(({ profile }) => profile);
  return { told: told.length - unknown.length, unknown };
}

async function refuseDynamic(env: Env, shop: string, segment: string, now: number): Promise<void> {
  const { segments } = await shopContext(env, shop, now);
  const known = segments.get(segment);
  if (!known) throw notFound("segment");
  if (known.kind === "dynamic")
    throw invalid({ path: "", reason: "is a dynamic segment: its rule decides who is in it" });
}
