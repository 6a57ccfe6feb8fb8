// Messages in words: whom they are for, what state they are in.
import type { Audience } from "../../../core/messages/message";
import type { Tone } from "../../components/badge";
import { format, text } from "../../texts/index";
import type { MessageSummary } from "./api";

/** “Loyal” or “Recent”, but not “Subscribers”. @param nameOf the segment's name; undefined when it is gone */
export function audienceWords(
  { include, exclude }: Audience,
  nameOf: (segment: string) => string | undefined,
): string {
  const words = text.messages.audience;
  const named = (ids: readonly string[]) => ids.map((id) => nameOf(id) ?? words.gone);
  const who =
    include === "everyone" ? words.everyone : include.length > 0 ? words.in(named(include)) : words.nobody;
  return exclude.length > 0 ? words.not(who, named(exclude)) : who;
}

/** The same, and that a condition narrows it down. */
export function targetWords(
  { audience, conditional }: Pick<MessageSummary, "audience" | "conditional">,
  nameOf: (segment: string) => string | undefined,
): string {
  const who = audienceWords(audience, nameOf);
  return conditional ? text.messages.audience.onCondition(who) : who;
}

export interface StatusWords {
  label: string;
  tone: Tone;
  /** Since when or until when, when there is a schedule. */
  hint?: string;
}

/** What visitors get is what counts: a live message whose time is over is not called live. */
export function statusWords(
  { status, schedule }: Pick<MessageSummary, "status"> & Partial<Pick<MessageSummary, "schedule">>,
  now: number,
  timeZone: string,
): StatusWords {
  const { status: words, statusHint: hints } = text.messages;
  const at = (instant: number) =>
    format.dateTime(instant, { dateStyle: "medium", timeStyle: "short", timeZone });
  const { from, until } = schedule ?? {};
  if (status !== "live") return { label: words[status], tone: status === "paused" ? "warn" : "neutral" };
  if (until !== undefined && until <= now)
    return { label: words.ended, tone: "neutral", hint: hints.ended(at(until)) };
  if (from !== undefined && from > now)
    return { label: words.planned, tone: "accent", hint: hints.planned(at(from)) };
  return { label: words.live, tone: "good", ...(until !== undefined && { hint: hints.until(at(until)) }) };
}
