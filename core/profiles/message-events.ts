/** What a message's events do to a profile, and which messages an order is credited to. */
import { CONTROL } from "../messages/message";
import type { ActivityKind } from "../rules/activities";
import type { MessageEvent, SignalOf } from "../signals/catalogue";
import { pathOf } from "../signals/path";
import { DAY } from "../time/zone";
import type { MessageHistory, Profile } from "./profile";
import { addEmail, numberOf, type SignalContext, type Step } from "./step";
import { tell } from "./told";

const ACTIVITY: Record<Exclude<MessageEvent, "exposed">, ActivityKind> = {
  shown: "saw_message",
  clicked: "clicked_message",
  closed: "closed_message",
  submitted: "submitted_message",
};

export function applyMessageEvent(step: Step, signal: SignalOf<"message">): void {
  const { profile, context, effects, at, id } = step;
  const message = context.message(signal.message);
  if (!message) {
    step.refuse("message", "is not a published message of this shop");
    return;
  }
  const isVariant = message.design.variants.some((variant) => variant.id === signal.variant);
  if (!isVariant && signal.variant !== CONTROL) {
    step.refuse("variant", "is not a variant of this message");
    return;
  }

  profile.messages[signal.message] ??= firstSight(signal.variant, at);
  const history = profile.messages[signal.message]!;
  // The arm that was assigned first stays, whatever a page says.
  const variant = history.variant;
  const { event } = signal;
  if (event === "exposed") expose(history, profile.visit.number, at);
  else {
    history[`${event}At`] = Math.max(history[`${event}At`] ?? 0, at);
    count(step, event);
    step.did(ACTIVITY[event], { name: signal.message });
  }
  if (event === "submitted" && signal.answers) applyAnswers(step, signal);
  effects.messageEvents.push({ id, message: signal.message, variant, event, at });
}

/** A message, and the variant of it, that an order is credited to. */
export interface Credit {
  message: string;
  variant: string;
}

/** Messages clicked or seen shortly before an order. The control group has none to be credited. */
export function creditedFor(
  profile: Profile,
  at: number,
  { attribution: { clickDays, viewDays } }: Pick<SignalContext, "attribution">,
): Credit[] {
  const within = (since: number | undefined, days: number) =>
    since !== undefined && at >= since && at - since <= days * DAY;
  const credited: Credit[] = [];
  for (const [message, history] of Object.entries(profile.messages)) {
    if (history.variant === CONTROL) continue;
    const acted = Math.max(history.clickedAt ?? 0, history.submittedAt ?? 0) || undefined;
    if (!within(acted, clickDays) && !within(history.shownAt, viewDays)) continue;
    history.convertedAt = at;
    credited.push({ message, variant: history.variant });
  }
  return credited;
}

const firstSight = (variant: string, at: number): MessageHistory => ({
  variant,
  exposed: 0,
  visit: 0,
  inVisit: 0,
  firstExposedAt: at,
  lastExposedAt: at,
});

function expose(history: MessageHistory, visit: number, at: number): void {
  history.exposed++;
  history.inVisit = history.visit === visit ? history.inVisit + 1 : 1;
  history.visit = visit;
  history.firstExposedAt = Math.min(history.firstExposedAt, at);
  history.lastExposedAt = Math.max(history.lastExposedAt, at);
}

function count({ profile, at }: Step, event: Exclude<MessageEvent, "exposed">): void {
  const { attributes } = profile;
  if (event === "closed") return;
  const key = `messages_${event}`;
  attributes[key] = numberOf(attributes[key]) + 1;
  const last = `last_message_${event}_at`;
  attributes[last] = Math.max(numberOf(attributes[last]), at);
}

/** The form's fields have opaque ids; the message's own design says what each fills. */
function applyAnswers(step: Step, { message, answers = {} }: SignalOf<"message">): void {
  const { profile, context, at } = step;
  const { variants } = context.message(message)!.design;
  const forms = variants.flatMap((variant) =>
    variant.content.blocks.filter((block) => block.type === "form"),
  );
  for (const [field, answer] of Object.entries(answers)) {
    const form = forms.find((candidate) => candidate.fields.some(({ id }) => id === field));
    if (!form) step.refuse(`answers.${field}`, "is not a field of this message");
    else if (typeof answer !== "string" || !addEmail(step, answer, `answers.${field}`)) continue;
    else if (form.consent) {
      tell(profile, "email_consent", true, at);
      tell(profile, "email_consent_at", at, at);
      const { text, version } = form.consent;
      const page = context.page?.url ?? "";
      tell(profile, "email_consent_source", pathOf(page) || undefined, at);
      profile.consents.push({ channel: "email", text, version, page, at });
    }
  }
}
