/** What the shop's server tells of people becomes commands for their profiles. */
import type { z } from "@hono/zod-openapi";
import type { Command } from "../../core/profiles/commands";
import type { Env } from "../env";
import type { Taken } from "../http/each-item";
import { tellPeople } from "../profiles/recognise";
import { type customerInput, type eventInput, identitiesOf } from "./schemas";

export type CustomerTold = z.output<typeof customerInput>;
export type EventTold = z.output<typeof eventInput>;

export async function tellCustomers(
  env: Env,
  shop: string,
  customers: readonly CustomerTold[],
  now = Date.now(),
): Promise<Taken[]> {
  const told = customers.map((customer) => {
    const { at = now, attributes, tags, consents = [] } = customer;
    const parts: { path: string; command: Command }[] = [
      ...(attributes ? [{ path: "", command: { do: "set", at, attributes } as Command }] : []),
      ...(["add", "remove"] as const).flatMap((what) =>
        tags?.[what]?.length
          ? [{ path: "tags", command: { do: what, at, lists: { tags: tags[what] } } as Command }]
          : [],
      ),
      ...consents.map((consent, i) => ({
        path: `consents[${i}]`,
        command: { do: "consent", ...consent } as Command,
      })),
    ];
    const commands = parts.map(({ command }) => command);
    const identities = identitiesOf(customer);
    return { parts, person: { identities, commands, at: Math.min(at, now), isRecord: true } };
  });
  const people = await tellPeople(
    env,
    shop,
    told.map(({ person }) => person),
    "signal",
    now,
  );
  return people.map(({ profile, problems }, i) => ({
    profile,
    problems: problems.map(({ path, reason }) => {
      const [, place, rest = ""] = /^commands\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
      const of = told[i]!.parts[Number(place)]?.path ?? "";
      return { path: [of, of === "tags" ? "" : rest].filter(Boolean).join("."), reason };
    }),
  }));
}

export async function tellEvents(env: Env, shop: string, events: readonly EventTold[]): Promise<Taken[]> {
  return tellPeople(
    env,
    shop,
    events.map(({ id, name, at, customer }) => ({
      identities: identitiesOf(customer),
      commands: [{ do: "event", at, id: `server ${id}`, name }],
      at,
    })),
    "signal",
  );
}
