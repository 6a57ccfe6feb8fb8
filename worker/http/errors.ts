/**
 * Errors of the API as RFC 9457 problem details. The domain throws `Problem`; one handler here turns it, and all
 * else that goes wrong, into an answer that says what happened without saying too much.
 */
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { core } from "zod";
import type { AppEnv } from "./env";
import { logError } from "./log";
import { reasonOf } from "./reasons";

/** One entry per kind: `/problems/<kind>` is its type. */
export const problemKinds = {
  malformed: { status: 400, title: "The body is not valid JSON" },
  "signed-out": { status: 401, title: "Sign in first" },
  signature: { status: 401, title: "The signature does not fit" },
  "wrong-password": { status: 401, title: "Email or password is not right" },
  forbidden: { status: 403, title: "Your role does not allow this" },
  origin: { status: 403, title: "This request came from another site" },
  "set-up-link": { status: 403, title: "This set-up link is not valid any more" },
  "not-found": { status: 404, title: "There is nothing here" },
  method: { status: 405, title: "This address does not know this method" },
  conflict: { status: 409, title: "Somebody changed this in the meantime" },
  "in-use": { status: 409, title: "This is still used elsewhere" },
  "snapshot-too-large": { status: 409, title: "The shop's configuration has become too large" },
  "too-large": { status: 413, title: "The body is too large" },
  "media-type": { status: 415, title: "The body must be JSON" },
  invalid: { status: 422, title: "This is not valid" },
  "too-many": { status: 429, title: "Too many tries; wait a moment" },
  server: { status: 500, title: "Something went wrong on our side" },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: string }>;

export type ProblemKind = keyof typeof problemKinds;

/** A place that is wrong: `rule.all[0].value`, and why. */
export interface ProblemAt {
  path: string;
  reason: string;
  /** What to do instead. */
  hint?: string;
}

export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly detail?: string,
    readonly more: {
      errors?: readonly ProblemAt[];
      /** Members of the problem's own kind, such as where something is used. */
      members?: Record<string, unknown>;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(detail ?? problemKinds[kind].title);
  }
}

/** 422 with the places that are wrong. */
export const invalid = (...errors: ProblemAt[]): Problem => new Problem("invalid", undefined, { errors });
export const notFound = (what: string): Problem => new Problem("not-found", `This shop has no such ${what}.`);

export function onError(error: Error, c: Context<AppEnv>): Response {
  const problem = problemOf(error);
  if (problem.kind === "server") logError(c, error);
  return answerOf(problem, c);
}

export function answerOf(problem: Problem, c: Context<AppEnv>): Response {
  const { status, title } = problemKinds[problem.kind];
  const { errors, members, headers } = problem.more;
  const body = {
    type: `/problems/${problem.kind}`,
    title,
    status,
    ...(problem.detail && { detail: problem.detail }),
    ...(errors && { errors }),
    ...members,
    requestId: c.var.requestId,
  };
  return c.body(JSON.stringify(body), status, { ...headers, "content-type": "application/problem+json" });
}

/** What zod refused, each place with its reason. The hook of every router. */
export function refuseInvalid(result: { success: true } | { success: false; error: core.$ZodError }): void {
  if (!result.success) throw invalid(...result.error.issues.flatMap((issue) => placesOf(issue)));
}

export function placesOf(issue: core.$ZodIssue): ProblemAt[] {
  const path = pathText(issue.path);
  if (issue.code !== "unrecognized_keys") return [{ path, reason: reasonOf(issue) }];
  return issue.keys.map((key) => ({
    path: path ? `${path}.${key.slice(0, 64)}` : key.slice(0, 64),
    reason: "is not a field that is known here",
  }));
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    "",
  );

function problemOf(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) {
    if (error.status === 400) return new Problem("malformed");
    if (error.status === 413) return new Problem("too-large");
    if (error.status === 415) return new Problem("media-type", "Send application/json.");
  }
  return new Problem(
    "server",
    "Nothing was changed by this request unless it says so. Try again in a moment.",
  );
}
