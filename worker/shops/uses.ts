/** Where something is used: the segments, computed attributes, messages and saved queries that would break without it. */
import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { rulesIn } from "../../core/attributes/computed";
import type { MessageDesign } from "../../core/messages/message";
import { type Query, rulesOfQuery } from "../../core/queries/query";
import { segmentsIn } from "../../core/rules/dependencies";
import { itemFiltersIn } from "../../core/rules/items";
import { tablesIn } from "../../core/rules/leaves";
import type { Rule } from "../../core/rules/rule";
import { dbOf } from "../db/client";
import { attributeDefinitions, messages, segments } from "../db/schema";
import { Problem } from "../http/errors";
import { attributesIn } from "../segments/rule-schema";
import { tablesOf } from "../tables/tables";

export interface Use {
  kind: "segment" | "attribute" | "message" | "table";
  /** An attribute's or a table's key. */
  id: string;
  name: string;
}

interface Rules {
  use: Use;
  rules: Rule[];
  /** Segments of its audience. */
  audience: string[];
  /** Of a table that is filled by one. */
  query?: Query;
}

/** All that has rules and is not archived. A message counts with its draft and with what shops run. */
export async function rulesOf(env: { DB: D1Database }, shop: string): Promise<Rules[]> {
  const db = dbOf(env);
  const { key, label, computed } = attributeDefinitions;
  const [segmentRows, attributeRows, messageRows, tableRows] = await db.batch([
    db
      .select({ id: segments.id, name: segments.name, rule: segments.rule })
      .from(segments)
      .where(and(eq(segments.shop, shop), isNull(segments.archivedAt))),
    db
      .select({ id: key, name: label, computed })
      .from(attributeDefinitions)
      .where(and(eq(attributeDefinitions.shop, shop), isNotNull(computed))),
    db
      .select({ id: messages.id, name: messages.name, draft: messages.draft, published: messages.published })
      .from(messages)
      .where(and(eq(messages.shop, shop), ne(messages.status, "archived"))),
    tablesOf(db, shop),
  ]);
  return [
    ...segmentRows.map(({ id, name, rule }) => ({
      use: { kind: "segment" as const, id, name },
      rules: [rule],
      audience: [],
    })),
    ...attributeRows.map(({ id, name, computed }) => ({
      use: { kind: "attribute" as const, id, name },
      rules: computed ? rulesIn(computed) : [],
      audience: [],
    })),
    ...messageRows.map(({ id, name, draft, published }) => {
      const designs = [draft, published].filter((design): design is MessageDesign => design !== null);
      return {
        use: { kind: "message" as const, id, name },
        rules: designs.map(({ condition }) => condition),
        audience: designs.flatMap(({ audience: { include, exclude } }) => [
          ...(include === "everyone" ? [] : include),
          ...exclude,
        ]),
      };
    }),
    ...tableRows.flatMap(({ key, label, query }) =>
      query
        ? [
            {
              use: { kind: "table" as const, id: key, name: label },
              rules: rulesOfQuery(query),
              audience: [],
              query,
            },
          ]
        : [],
    ),
  ];
}

export const usesOfSegment = (all: readonly Rules[], segment: string): Use[] =>
  all
    .filter(({ use }) => !(use.kind === "segment" && use.id === segment))
    .filter(
      ({ rules, audience }) =>
        audience.includes(segment) || rules.some((rule) => segmentsIn(rule).has(segment)),
    )
    .map(({ use }) => use);

export const usesOfAttribute = (all: readonly Rules[], key: string): Use[] =>
  all.filter(({ rules }) => rules.some((rule) => attributesIn(rule).has(key))).map(({ use }) => use);

export const usesOfTable = (all: readonly Rules[], key: string): Use[] =>
  all.filter(({ rules }) => rules.some((rule) => tablesIn(rule).has(key))).map(({ use }) => use);

export const usesOfDiscount = (all: readonly Rules[], id: string): Use[] =>
  all
    .filter(({ rules }) =>
      rules.some((rule) => [...itemFiltersIn(rule).values()].some(({ discount }) => discount === id)),
    )
    .map(({ use }) => use);

/** @throws Problem "in-use", with where */
export function refuseUsed(uses: readonly Use[]): void {
  if (uses.length === 0) return;
  const names = uses.map(({ kind, name }) => `the ${kind} “${name}”`).join(", ");
  throw new Problem("in-use", `Used in ${names}.`, { members: { usedBy: uses } });
}
