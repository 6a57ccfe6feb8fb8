// Two people side by side: the one that stays, and the one that becomes part of it.
import { Badge } from "../../../components/badge";
import { formatDay, formatFact } from "../../../models/fact";
import { currentShop } from "../../../models/session";
import { format, text } from "../../../texts/index";
import { isEditable, numberOf } from "../facts";
import type { Person } from "../model";
import type { Pair } from "./model";

const DIFFERING = 8;

interface ComparedProps {
  pair: Pair;
  names: Record<keyof Pair, string>;
}

export function Compared({ pair: { stays, joins }, names }: ComparedProps) {
  const words = text.person.merge;
  const rows = [...factsOf(stays, joins), ...differencesOf(stays, joins)];
  return (
    <div class="overflow-x-auto" role="region" aria-label={words.compare} tabIndex={0}>
      <table class="w-full border-collapse text-left">
        <caption class="sr-only">{words.compare}</caption>
        <thead>
          <tr class="align-bottom">
            <th scope="col" class="pr-3 pb-2">
              <span class="sr-only">{words.fact}</span>
            </th>
            {(["stays", "joins"] as const).map((which) => (
              <th key={which} scope="col" class="w-2/5 pr-3 pb-2 font-medium [overflow-wrap:anywhere]">
                <div>{names[which]}</div>
                <Badge tone={which === "stays" ? "accent" : "neutral"}>{words[which]}</Badge>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, values }) => (
            <tr key={label} class="border-t border-line align-top">
              <th scope="row" class="py-1.5 pr-3 font-normal text-muted">
                {label}
              </th>
              {values.map((value, i) => (
                <td key={i} class="py-1.5 pr-3 tabular-nums [overflow-wrap:anywhere]">
                  {value || <span class="text-muted">{text.profiles.numbers.none}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Row {
  label: string;
  values: [stays: string, joins: string];
}

function factsOf(stays: Person, joins: Person): Row[] {
  const { facts } = text.person.merge;
  const { currency, timeZone } = currentShop();
  const both = (label: string, of: (person: Person) => string): Row => ({
    label,
    values: [of(stays), of(joins)],
  });
  const count = (key: string) => (person: Person) => format.number(numberOf(person, key) ?? 0);
  const identities = (kind: "email" | "phone" | "customer") => (person: Person) =>
    format.list(
      person.identities.filter((one) => one.kind === kind).map(({ value }) => value),
      "unit",
    );
  const seen = (person: Person) => {
    const at = numberOf(person, "last_seen_at");
    return at === undefined ? "" : formatDay(at, timeZone);
  };
  return [
    both(facts.known, ({ createdAt }) => formatDay(createdAt, timeZone)),
    both(facts.email, identities("email")),
    both(facts.phone, identities("phone")),
    both(facts.customer, identities("customer")),
    both(facts.seen, seen),
    both(facts.visits, count("visits")),
    both(facts.orders, count("orders")),
    both(facts.spent, (person) => format.money(numberOf(person, "spent") ?? 0, currency)),
    both(facts.segments, ({ segments }) => format.number(segments.length)),
  ].filter(({ values }) => values.some((value) => value !== ""));
}

/** What was told of both, and not the same. */
function differencesOf(stays: Person, joins: Person): Row[] {
  const shop = currentShop();
  const theirs = new Map(
    joins.groups.flatMap(({ attributes }) => attributes.map((fact) => [fact.key, fact])),
  );
  return stays.groups
    .flatMap(({ attributes }) => attributes)
    .flatMap((fact): Row[] => {
      const other = theirs.get(fact.key)?.value ?? null;
      if (!isEditable(fact) || fact.value === null || other === null) return [];
      if (JSON.stringify(fact.value) === JSON.stringify(other)) return [];
      return [
        { label: fact.label, values: [formatFact(fact.value, fact, shop), formatFact(other, fact, shop)] },
      ];
    })
    .slice(0, DIFFERING);
}
