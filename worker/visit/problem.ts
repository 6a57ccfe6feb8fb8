/** Problem details (RFC 9457) of the visit path, with the headers that a shop's page needs to read them. */
import type { Problem } from "../../core/signals/fields";

export const PROBLEMS = {
  "unknown-key": [401, "Unknown key"],
  "foreign-origin": [403, "This origin is not one of the shop's domains"],
  "consent-required": [403, "This shop asks for consent first"],
  "too-large": [413, "The request is too large"],
  malformed: [400, "The body is not JSON"],
  invalid: [422, "The request does not fit its schema"],
  "too-many-requests": [429, "Too many requests"],
  "method-not-allowed": [405, "Method not allowed"],
  unavailable: [503, "Not available just now"],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemKind = keyof typeof PROBLEMS;

export function problem(
  kind: ProblemKind,
  detail: string,
  options: { origin?: string; errors?: Problem[] } = {},
): Response {
  const [status, title] = PROBLEMS[kind];
  const { origin, errors } = options;
  return new Response(
    JSON.stringify({ type: `/problems/${kind}`, title, status, detail, ...(errors && { errors }) }),
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        ...(status === 429 || status === 503 ? { "retry-after": "10" } : {}),
        ...cors(origin),
      },
    },
  );
}

export const cors = (origin: string | undefined): Record<string, string> =>
  origin ? { "access-control-allow-origin": origin, vary: "Origin" } : {};
