/** What customers and shop systems ask for by law, as the owner sees and answers it. */
import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import { users } from "../db/auth-schema";
import { dbOf } from "../db/client";
import { privacyRequests, shops } from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound, Problem } from "../http/errors";
import { accessByIdentities } from "./access";
import { ANSWER_WITHIN, isErasedUnasked } from "./erase-shop";

const SHOWN_FOR = 90 * 24 * 60 * 60 * 1000;
const SHOWN = 100;

type Row = typeof privacyRequests.$inferSelect;

/** What may be said to each; erasures are carried out by themselves. */
const ANSWERS = { export: ["given"], erase: [], erase_shop: ["erase", "keep"] } as const;

/** Open ones, and those that were done within 90 days. */
export async function listRequests(env: Env, shop: string, now = Date.now()) {
  const { doneAt, requestedAt } = privacyRequests;
  const [rows, [seen]] = await dbOf(env).batch([
    dbOf(env)
      .select({ request: privacyRequests, by: users.name })
      .from(privacyRequests)
      .leftJoin(users, eq(users.id, privacyRequests.answeredBy))
      .where(and(eq(privacyRequests.shop, shop), or(isNull(doneAt), gt(doneAt, now - SHOWN_FOR))))
      .orderBy(desc(requestedAt))
      .limit(SHOWN),
    dbOf(env).select({ lastSignalAt: shops.lastSignalAt }).from(shops).where(eq(shops.id, shop)),
  ]);
  return rows.map(({ request, by }) => {
    const { id, platform, kind, requestedAt, identities, answer, doneAt } = request;
    const erased = kind === "erase_shop" && isErasedUnasked(request, seen?.lastSignalAt ?? null);
    return {
      ...{ id, platform, kind, requestedAt, answer, by, doneAt },
      who: identities?.find(({ kind }) => kind === "email")?.value ?? identities?.[0]?.value ?? null,
      dueAt: requestedAt + ANSWER_WITHIN,
      erasesAt: doneAt === null && answer === null && erased ? requestedAt + ANSWER_WITHIN : null,
    };
  });
}

/** All that is kept of who asked, made now and kept nowhere. @throws Problem "not-found" */
export async function requestedData(env: Env, shop: string, id: string) {
  const request = await requestOf(env, shop, id);
  if (request.kind !== "export") throw notFound("request to see data");
  if (request.doneAt !== null) throw doneBefore();
  return accessByIdentities(env, shop, request.identities ?? []);
}

export interface Answered {
  answer: NonNullable<Row["answer"]>;
  /** The shop's name, typed by who wants everybody erased. */
  confirm?: string | undefined;
}

/** @throws Problem "invalid" where that is no answer to it, or the name was not typed */
export async function answerRequest(
  env: Env,
  shop: string,
  id: string,
  { answer, confirm }: Answered,
  member: string,
  now = Date.now(),
): Promise<void> {
  const request = await requestOf(env, shop, id);
  const answers: readonly string[] = ANSWERS[request.kind];
  if (!answers.includes(answer))
    throw invalid({
      path: "answer",
      reason:
        answers.length > 0
          ? `must be ${answers.join(" or ")}`
          : "is not asked for: it is carried out by itself",
    });
  if (answer === "erase") await refuseUnnamed(env, shop, confirm);
  const { meta } = await env.DB.prepare(
    `UPDATE privacy_requests SET answer = ?3, answered_at = CAST(?4 AS INTEGER), answered_by = ?5,
       done_at = CASE WHEN ?3 = 'erase' THEN NULL ELSE CAST(?4 AS INTEGER) END,
       identities = CASE WHEN ?3 = 'erase' THEN identities END
     WHERE shop = ?1 AND id = ?2 AND done_at IS NULL AND coalesce(answer, '') <> 'erase'`,
  )
    .bind(shop, id, answer, now, member)
    .run();
  if (meta.changes === 0) throw doneBefore();
}

async function refuseUnnamed(env: Env, shop: string, typed: string | undefined): Promise<void> {
  const [row] = await dbOf(env).select({ name: shops.name }).from(shops).where(eq(shops.id, shop));
  if (typed?.trim() !== row?.name)
    throw invalid({
      path: "confirm",
      reason: `must be the shop's name, ${row?.name}: everybody would be erased`,
    });
}

async function requestOf(env: Env, shop: string, id: string): Promise<Row> {
  const [row] = await dbOf(env)
    .select()
    .from(privacyRequests)
    .where(and(eq(privacyRequests.shop, shop), eq(privacyRequests.id, id)));
  if (!row) throw notFound("request");
  return row;
}

const doneBefore = () =>
  new Problem("conflict", "This request was answered before. Nothing was changed by this one.");
