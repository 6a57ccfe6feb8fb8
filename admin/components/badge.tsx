// A word about the state or kind of something. Never colour alone: the word says it.
import type { ComponentChildren } from "preact";

export type Tone = "neutral" | "accent" | "good" | "warn" | "bad";

const toneClass: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
};

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge ${toneClass[tone]}`}>{children}</span>;
}
