/** What a person's profile was before an import says something of them: what an undo needs, and no more. */
import type { Command } from "../profiles/commands";
import { newProfile, type Profile } from "../profiles/profile";
import { noEffects, stepOn } from "../profiles/step";
import { type TakenBack, takeBack, type Was } from "../profiles/take-back";
import { live } from "../tables/rows";

/** `commands`: all that the import says of them. Orders are named by the caller, who knows which are new. */
export function beforeOf(profile: Profile, commands: readonly Command[], id: string): TakenBack {
  const was: TakenBack = {};
  const remember = (key: string, told: number) => {
    was.attributes ??= {};
    was.attributes[key] = attributeWas(profile, key, told);
  };
  for (const command of commands)
    switch (command.do) {
      case "set":
        for (const key of Object.keys(command.attributes)) remember(key, command.at);
        break;
      case "start":
        was.starts = Object.fromEntries(
          Object.keys(command.counts).map((key) => [key, { told: command.at, ...profile.starts?.[key] }]),
        );
        break;
      case "consent":
        was.consents = id;
        remember(`${command.channel}_consent`, command.at);
        if (command.given)
          for (const what of ["at", "source"]) remember(`${command.channel}_consent_${what}`, command.at);
        break;
      case "member": {
        const since = profile.memberships[command.segment];
        const at = profile.times[`$member ${command.segment}`];
        was.member = { segment: command.segment, told: command.at, ...defined({ since, at }) };
        break;
      }
      case "row": {
        const { table, row, at } = command;
        was.rows ??= [];
        if (was.rows.some((one) => one.table === table && one.row === row && one.told === at)) break;
        was.rows.push({ table, row, told: at, ...defined({ was: profile.rows?.[table]?.[row] }) });
        break;
      }
      case "identify": {
        const { kind, value } = command;
        const known = profile.identities.find((one) => one.kind === kind && one.value === value);
        if (known) {
          was.written ??= [];
          const { written, lastAt } = known;
          was.written.push({ kind, value, told: command.at, written, ...defined({ lastAt }) });
          break;
        }
        was.identities ??= [];
        was.identities.push({ kind, value });
      }
    }
  return was;
}

function attributeWas(profile: Profile, key: string, told: number): Was {
  return { told, ...defined({ value: profile.attributes[key], at: profile.times[key] }) };
}

const defined = <T extends object>(facts: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as never;

/** Whether all that is known of a person whom the import made came from it: nothing is lost when they go. */
export function isOnlyOf(profile: Profile, was: TakenBack): boolean {
  const left = structuredClone(profile);
  const step = stepOn(left, { received: 0, sent: 0, queue: "" } as never, noEffects());
  takeBack(step, was);
  const { identities, history, consents, starts = {}, messages, times, attributes } = left;
  const isEmpty = (part: object) => Object.keys(part).length === 0;
  const said = Object.keys(times).filter(
    (key) => attributes[key] !== undefined || key.startsWith("$member ") || key.startsWith("$chosen "),
  );
  return (
    identities.length === 0 &&
    consents.length === 0 &&
    said.length === 0 &&
    [history, starts, messages].every(isEmpty) &&
    left.visit.number === 0 &&
    Object.values(left.rows ?? {}).every((rows) => live(rows).length === 0)
  );
}

/** Before somebody is made nothing was. */
export const nobody = (id: string, at: number): Profile => newProfile(id, at);
