// What went wrong, as RFC 9457 problem details: the shape of the API's errors and of our own.
import { text } from "../texts/index";

export interface Problem {
  /** 0 when no answer came at all. */
  status: number;
  title: string;
  detail?: string | undefined;
  /** A URI that names the kind of problem, when the API gives one. */
  type?: string | undefined;
  /** What to quote to support. */
  requestId?: string | undefined;
  /** Where in the sent value it is wrong: `rule.all[0].value`. */
  errors?: readonly ProblemAt[] | undefined;
  /** What else the API says of this kind of problem. */
  members?: Readonly<Record<string, unknown>> | undefined;
}

export interface ProblemAt {
  path: string;
  message: string;
  /** What to do instead. */
  hint?: string | undefined;
}

/** Thrown by the API client, so that a caller may simply await and leave errors to `resource` or `mutation`. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.detail ? `${problem.title}: ${problem.detail}` : problem.title, options);
    this.name = "ProblemError";
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  console.error(error);
  return { status: 0, ...text.problem.unknown };
}

/** Reads an error answer, whatever it is: problem details, a proxy's HTML page, nothing at all. */
export function readProblem(status: number, body: unknown): Problem {
  const known = knownProblem(status);
  if (typeof body !== "object" || body === null) return { status, ...known };
  const { title, detail, type, errors, requestId, status: _, ...members } = body as Record<string, unknown>;
  return {
    status,
    title: string(title) ?? known.title,
    detail: string(detail) ?? (string(title) ? undefined : known.detail),
    type: string(type),
    requestId: string(requestId),
    errors: Array.isArray(errors) ? errors.flatMap(readProblemAt) : undefined,
    ...(Object.keys(members).length > 0 && { members }),
  };
}

/** What is wrong at one path, as a sentence for the field that shows it: `errorAt(problem, "name")`. */
export function errorAt(problem: Problem | undefined, path: string): string | undefined {
  const error = problem?.errors?.find((error) => error.path === path);
  return error && [error.message, error.hint ?? ""].map(asSentence).join(" ").trim();
}

/** The API gives reasons without a subject: "must have at least 10 characters". */
export const asSentence = (reason: string): string =>
  reason.charAt(0).toUpperCase() + reason.slice(1) + (/[.!?]$|^$/.test(reason) ? "" : ".");

function knownProblem(status: number): { title: string; detail: string } {
  if (status === 403) return text.problem.forbidden;
  if (status === 404) return text.problem.missing;
  if (status === 429) return text.problem.limited;
  if (status >= 500) return text.problem.server;
  return text.problem.unknown;
}

function readProblemAt(raw: unknown): ProblemAt[] {
  if (typeof raw !== "object" || raw === null) return [];
  const { path, reason, message = reason, hint } = raw as Record<string, unknown>;
  const place = Array.isArray(path) ? path.join(".") : string(path);
  if (place === undefined || typeof message !== "string") return [];
  return [{ path: place, message, ...(typeof hint === "string" && { hint }) }];
}

const string = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
