/**
 * A file that was dropped into the builder becomes attributes: its columns are defined, and an import tells those of its
 * people whom the shop knows. Until its end date; then nobody has them any more.
 */
import { and, desc, eq } from "drizzle-orm";
import type { AttributeType } from "../../core/attributes/types";
import { attributeTarget } from "../../core/imports/fields";
import type { Habits } from "../../core/imports/values";
import { fold } from "../../core/rules/fold";
import { type Clock, parseDay } from "../../core/time/zone";
import { attributesOfShop, defineAttribute } from "../attributes/definitions";
import { dbOf } from "../db/client";
import { attributeFiles } from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound } from "../http/errors";
import { beginImport, getImport } from "../imports/imports";
import { shopContext } from "../shops/context";
import { clearEnded } from "./ends";

export interface FileInput {
  file: string;
  size: number;
  columns: FileColumn[];
  habits: Habits;
  /** The last day on which its values are known. */
  until: string;
}

/** Whose a row is, or an attribute that is made. */
export type FileColumn = { heading: string } & (
  | { identity: "email" | "phone" | "customerId" }
  | { label: string; type: AttributeType; options: string[]; personal: boolean }
);

export async function beginFile(env: Env, shop: string, by: string, input: FileInput, now = Date.now()) {
  const { file, size, habits, columns } = input;
  const { clock } = await shopContext(env, shop, now);
  const endsAt = endOf(input.until, clock);
  if (!columns.some((column) => "identity" in column))
    throw invalid({
      path: "columns",
      reason: "must hold whose each row is: an email, a phone or a customer id",
    });
  if (columns.every((column) => "identity" in column))
    throw invalid({ path: "columns", reason: "must hold something that is told of these people" });
  const known = await attributesOfShop(env, shop);
  const taken = {
    keys: new Set(known.map(({ key }) => key)),
    labels: new Set(known.map(({ label }) => fold(label))),
  };
  const keys: string[] = [];
  const targets: { heading: string; target: string }[] = [];
  for (const column of columns) {
    const { heading } = column;
    if ("identity" in column) {
      targets.push({ heading, target: column.identity });
      continue;
    }
    const { type, options, personal } = column;
    const label = free(
      column.label.trim(),
      (name) => taken.labels.has(fold(name)),
      (name, n) => `${name} (${n})`,
    );
    const key = free(
      keyFrom(column.label),
      (name) => taken.keys.has(name),
      (name, n) => `${name.slice(0, 44)}_${n}`,
    );
    taken.labels.add(fold(label));
    taken.keys.add(key);
    await defineAttribute(env, shop, {
      ...{ key, label, type, options, personal, group: "Other", browser: false },
      notes: `From the file “${file}”`,
    });
    keys.push(key);
    targets.push({ heading, target: attributeTarget(key) });
  }
  const { id } = await beginImport(
    env,
    shop,
    by,
    { kind: "people", file, size, columns: targets, habits, known: true },
    now,
  );
  await dbOf(env)
    .insert(attributeFiles)
    .values({ shop, id, file, attributes: keys, by, createdAt: now, endsAt });
  return fileOf(env, shop, id);
}

export async function listFiles(env: Env, shop: string) {
  const rows = await dbOf(env)
    .select()
    .from(attributeFiles)
    .where(eq(attributeFiles.shop, shop))
    .orderBy(desc(attributeFiles.createdAt))
    .limit(50);
  return Promise.all(rows.map((row) => shown(env, row)));
}

export async function fileOf(env: Env, shop: string, id: string) {
  return shown(env, await rowOf(env, shop, id));
}

/** Today or before: at once. */
export async function endFile(env: Env, shop: string, id: string, until: string, now = Date.now()) {
  const { clock } = await shopContext(env, shop, now);
  const row = await rowOf(env, shop, id);
  const endsAt = Math.max(now, endOf(until, clock, true));
  await dbOf(env)
    .update(attributeFiles)
    .set({ endsAt })
    .where(and(eq(attributeFiles.shop, shop), eq(attributeFiles.id, id)));
  if (endsAt <= now) await clearEnded(env, row, now);
  return shown(env, { ...row, endsAt });
}

type FileRow = typeof attributeFiles.$inferSelect;

async function rowOf(env: Env, shop: string, id: string): Promise<FileRow> {
  const [row] = await dbOf(env)
    .select()
    .from(attributeFiles)
    .where(and(eq(attributeFiles.shop, shop), eq(attributeFiles.id, id)));
  if (!row) throw notFound("file");
  return row;
}

/** With its match: how many of its rows are of people whom the shop knows. */
async function shown(env: Env, { shop, id, file, attributes, by, createdAt, endsAt }: FileRow) {
  // Thrown away, as long as nothing of it was imported.
  const job = await getImport(env.DB, shop, id).catch(() => undefined);
  const read = !job || job.state === "uploading" ? null : job.records;
  return {
    ...{ id, file, attributes, by, createdAt, endsAt, state: job?.state ?? null },
    rows: read,
    matched: job && read !== null ? matchedOf(job) : null,
  };
}

/** Before it is imported, what the dry run found; then what came of it. */
const matchedOf = ({ state, records, refused, fresh }: Awaited<ReturnType<typeof getImport>>): number =>
  state === "ready" ? Math.max(0, records - refused - fresh) : records - refused;

/** @throws Problem "invalid" */
function endOf(until: string, clock: Clock, past = false): number {
  const day = parseDay(until);
  if (day === undefined || (!past && day < clock.today))
    throw invalid({ path: "until", reason: "must be a date such as 2026-12-31, today or later" });
  return clock.startOf(day + 1);
}

function free(
  name: string,
  isTaken: (name: string) => boolean,
  numbered: (name: string, n: number) => string,
): string {
  let found = name;
  for (let n = 2; isTaken(found); n++) found = numbered(name, n);
  return found;
}

const keyFrom = (label: string): string =>
  label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 48)
    .replace(/_+$/, "") || "from_file";
