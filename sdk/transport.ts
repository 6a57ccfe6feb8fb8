/**
 * Sends signals: what a decision needs at once, the rest after a second or when the page is left.
 *
 * A request is text/plain without credentials or headers of ours, so no browser asks with OPTIONS first.
 */
import type { SignalBody } from "../core/signals/catalogue";
import type { PageContext, VisitAnswer, VisitRequest } from "../core/signals/wire";
import { allowed, type Consent, consent } from "./consent";
import { homeRegion, randomId } from "./identity";
import { type Batch, createQueue, type Draft } from "./queue";
import { safe } from "./safe";
import { createBookStore, recall } from "./storage";

const BATCH = 1000;
const TIMEOUT = 10_000;
/** Before the first retry; each further one waits four times as long: six in an hour, and the next page goes on. */
const RETRY = 2000;

/** A decision may change with these: they do not wait for a batch. */
const AT_ONCE = /page|cart|order|ident|consent/;
/** With these it does not. */
const INDIFFERENT = /engagement|message/;

const queue = createQueue(
  createBookStore(),
  () => ({ visitor: randomId(22), home: homeRegion(), queue: randomId(16) }),
  Date.now,
);

export interface Edge {
  origin: string;
  /** The shop's public key. */
  shop: string;
  page(): PageContext;
  /** The answer to the newest request that asked for a decision. */
  answered(answer: VisitAnswer): void;
  /** The shop requires consent, the tag did not know. */
  refused(): void;
}
let edge: Edge;
export const connect = (to: Edge): void => {
  edge = to;
};

/** Not numbered yet; without consent, what the current page said. */
let waiting: Draft[] = [];
/** Whether the next request asks for a decision. */
let wanted = false;
let failures = 0;
let pause = 0;
let asked = 0;
let timer: ReturnType<typeof setTimeout>;
let due = Infinity;

/** `at`: when it happened, unless now. A page's view stands before all that is said about the page. */
export function record(body: SignalBody, at = Date.now()): void {
  const { type } = body;
  // A copy, taken now and fit to be stored: the page may change its object, or have functions in it.
  const draft = { ...JSON.parse(serialise(body)), at };
  if (type === "page_view") waiting.unshift(draft);
  else waiting.push(draft);
  wanted ||= !INDIFFERENT.test(type);
  if (!allowed()) return;
  soon(AT_ONCE.test(type) ? 0 : BATCH);
  queueMicrotask(store);
}

/** Stores what is not sent within the next 100 ms anyway: so much a killed page may lose. */
function store(): void {
  if (waiting[0] && due > Date.now() + 100) safe(queue.add)(waiting.splice(0));
}

/** What is recorded until then travels together. */
export function soon(milliseconds = 0): void {
  const at = Date.now() + milliseconds;
  if (at >= due) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(safe(flush), milliseconds);
}

async function flush(leaving?: boolean): Promise<void> {
  clearTimeout(timer);
  due = Infinity;
  if (!allowed()) return;
  const drafts = waiting.splice(0);
  const rest = pause - Date.now();
  if (rest > 0) {
    soon(rest);
    return queue.add(drafts);
  }
  await deliver(await queue.take(drafts), leaving);
}

/** Sends in this very instant what is numbered or can be; the rest as soon as it is stored. */
export function leave(decide = wanted): void {
  if (!allowed()) return;
  wanted = decide;
  const batch = Date.now() < pause ? undefined : queue.takeNow(waiting);
  if (batch) waiting = [];
  safe(batch ? () => deliver(batch, true) : () => flush(true))();
}

/** What was said before consent ends with its page. */
export const forget = (): void => {
  waiting = [];
};

/** Empties the queue. A visitor who withdrew has a last word. */
export async function endQueue(choice?: Consent): Promise<void> {
  const batch = await queue.end(choice && { ...choice, type: "consent", at: Date.now() });
  if (batch) await post(batch, choice!, true);
}

async function deliver(batch: Batch, keepalive?: boolean): Promise<void> {
  const { signals } = batch;
  const said = consent();
  const decide = wanted && !document.hidden;
  if (!said.analytics || !(signals[0] || decide)) return;
  wanted = false;
  if (decide) asked++;
  const round = asked;
  const { status, answer } = await post(batch, said, keepalive, decide);
  if (said.implied && /\/consent-required$/.test(answer.type!)) {
    // For the case that consent is given on this page.
    waiting = [...signals, ...waiting];
    return edge.refused();
  }
  // No answer of ours, 429 and 5xx: it may go better later.
  const again = !answer.v && (status < 400 || status > 428);
  await queue.settle(batch, !again);
  if (again) {
    wanted ||= decide;
    const delay = RETRY * 4 ** failures++ * (0.5 + Math.random());
    pause = Date.now() + delay;
    return soon(delay);
  }
  failures = 0;
  // What did not fit in, or what other pages left behind.
  soon(BATCH);
  // A newer question makes the answer to this one old.
  if (answer.v && decide && round === asked) edge.answered(answer as VisitAnswer);
}

async function post({ owner, signals }: Batch, consent: Consent, keepalive?: boolean, decide?: boolean) {
  let status = 0;
  let answer: Partial<VisitAnswer> & { type?: string } = {};
  try {
    const response = await fetch(`${edge.origin}/v1/visit`, {
      method: "POST",
      body: serialise({
        v: 1,
        key: edge.shop,
        ...owner,
        sent: Date.now(),
        consent,
        page: consent.analytics ? edge.page() : undefined,
        decide,
        kept: `${Object.keys(recall("contents") ?? {})}`,
        signals,
      } satisfies VisitRequest),
      credentials: "omit",
      keepalive,
      signal: AbortSignal.timeout?.(TIMEOUT),
    });
    status = response.status;
    answer = await response.json();
  } catch {
    // No answer, or one from something between us and the edge.
  }
  return { status, answer };
}

/** As JSON, also where old scripts (Prototype 1.6) gave lists a `toJSON` that makes text of them. */
export function serialise(value: unknown): string {
  const lists = Array.prototype as { toJSON?: unknown };
  const { toJSON } = lists;
  if (toJSON) lists.toJSON = 0;
  const text = JSON.stringify(value);
  if (toJSON) lists.toJSON = toJSON;
  return text;
}
