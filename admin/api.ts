// The way to the Worker: one fetch that turns every failure into a ProblemError and a lost session into signing in.
import { type ClientRequestOptions, type ClientResponse, hc } from "hono/client";
import type { AppType } from "../worker/app";
import { type Problem, ProblemError, readProblem } from "./models/problem";
import { text } from "./texts/index";

const TIMEOUT = 30_000;
const SIGN_IN = "/admin/sign-in";

export interface Outside {
  fetch: typeof fetch;
  /** Where the reader is now and how to send them elsewhere. */
  location: Pick<Location, "pathname" | "search" | "assign">;
  timeout?: number;
}

/** For a typed client of the API on this origin. */
export function clientOptions(outside: Outside = thisBrowser()): ClientRequestOptions {
  return { fetch: apiFetch(outside), init: { credentials: "same-origin" } };
}

/** The API, typed by its own schemas: `await answer(api.me.$get())`. */
export const { api } = hc<AppType>("/", clientOptions());

/** The body of an answer: `const segments = await answer(api.segments.$get())`. Statuses over 399 never get here. */
export async function answer<T>(response: Promise<ClientResponse<T>>): Promise<T> {
  const settled = await response;
  return (settled.status === 204 ? undefined : await settled.json()) as T;
}

/** @throws ProblemError; or the AbortError of a request that its caller gave up */
export function apiFetch(
  { fetch, location, timeout = TIMEOUT }: Outside = thisBrowser(),
): typeof globalThis.fetch {
  return async (input, init) => {
    const deadline = AbortSignal.timeout(timeout);
    const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    let response: Response;
    try {
      response = await fetch(input, { ...init, signal });
    } catch (cause) {
      if (init?.signal?.aborted) throw cause;
      const { title, detail } = deadline.aborted ? text.problem.slow : text.problem.offline;
      throw new ProblemError({ status: 0, title, detail }, { cause });
    }
    if (response.ok) return response;
    if (response.status === 401 && !location.pathname.startsWith(SIGN_IN)) {
      goToSignIn(location);
      return new Promise(() => {}); // the page is leaving: nothing should flash an error meanwhile
    }
    throw new ProblemError(await problemIn(response));
  };
}

/** Back to the same page after signing in; drafts wait in this browser. */
function goToSignIn(location: Outside["location"]): void {
  const back = location.pathname + location.search;
  location.assign(`${SIGN_IN}?back=${encodeURIComponent(back)}`);
}

async function problemIn(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = readProblem(response.status, body);
  return { ...problem, requestId: problem.requestId ?? response.headers.get("x-request-id") ?? undefined };
}

function thisBrowser(): Outside {
  return { fetch: (input, init) => globalThis.fetch(input, init), location: globalThis.location };
}
