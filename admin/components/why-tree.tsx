// Why: the conditions of a rule, each with a mark, a word and the fact that decided it. Groups are indented along a
// thin line; "and" and "or" stand where they would be spoken.
import type { ComponentChildren } from "preact";
import type { ShopWords } from "../models/fact";
import { type Standing, simplified, standing, type WhyNode } from "../models/why";
import { factWords, type Negation } from "../models/why-words";
import { text } from "../texts/index";
import { cx } from "./class-names";
import { CircleCheck, CircleX, Clock, type LucideIcon } from "./icons";

export interface WhyTreeProps {
  node: WhyNode;
  /** For amounts and dates. */
  shop: ShopWords;
  /** What an empty rule means here; "Everyone" by default. */
  empty?: string;
  /** Opens the why of a segment that a condition is about. */
  onSegment?: ((id: string) => void) | undefined;
}

type Shared = Omit<WhyTreeProps, "node">;

export function WhyTree({ node, ...shared }: WhyTreeProps) {
  return (
    <ul class="grid gap-3">
      <Part node={simplified(node)} {...shared} />
    </ul>
  );
}

interface PartProps extends Shared {
  node: WhyNode;
  /** "and", "or": how it follows the part before. */
  joined?: string | undefined;
  negation?: Negation;
}

function Part({ node, ...rest }: PartProps) {
  const words = text.profiles.why;
  if (node.type === "condition") return <Condition node={node} {...rest} />;
  if (node.type !== "not") return <Group node={node} {...rest} />;
  const inner = node.parts[0]!;
  if (inner.type === "condition") return <Condition node={inner} of={node} {...rest} />;
  const [title, negation] =
    inner.type === "any" ? ([words.none, "each"] as const) : ([words.notAll, "together"] as const);
  return <Group node={inner} of={node} title={title} {...rest} negation={negation} />;
}

/** @param of the "not" around it, which then is what stands or falls */
function Group({
  node,
  of = node,
  title,
  joined,
  negation,
  ...shared
}: PartProps & { of?: WhyNode; title?: string }) {
  const words = text.profiles.why;
  if (node.parts.length === 0) {
    const empty = node.type === "all" ? (shared.empty ?? words.everyone) : words.nobody;
    return <Line standing={standing(of)} title={empty} joined={joined} />;
  }
  const join = node.type === "all" ? words.and : words.or;
  return (
    <Line
      standing={standing(of)}
      title={<span class="font-medium">{title ?? (node.type === "all" ? words.all : words.any)}</span>}
      joined={joined}
      neutral={negation !== undefined && of === node}
    >
      <ul class="mt-3 grid gap-3 border-l border-line pl-4">
        {node.parts.map((part, index) => (
          <Part
            key={`${index}-${part.sentence}`}
            node={part}
            joined={index > 0 ? join : undefined}
            negation={negation}
            {...shared}
          />
        ))}
      </ul>
    </Line>
  );
}

function Condition({ node, of, joined, negation, shop, onSegment }: PartProps & { of?: WhyNode }) {
  const words = text.profiles.why;
  const { about } = node;
  const opens = about?.kind === "segment" && about.id !== null && onSegment ? about : undefined;
  const turned = of === undefined ? negation : negation === undefined ? "each" : "together";
  return (
    <Line
      standing={standing(of ?? node)}
      joined={joined}
      neutral={
        negation !== undefined && !(negation === "each" && of === undefined && node.holds && !node.live)
      }
      truth={negation !== undefined}
      title={
        <>
          {of && <span class="font-medium">{words.not} </span>}
          {of || joined ? node.sentence : capital(node.sentence ?? "")}
        </>
      }
    >
      <p class="text-12 text-muted">
        {factWords(node, turned, shop)}
        {opens && (
          <>
            {" · "}
            <button
              type="button"
              class="touch-target cursor-pointer rounded-small text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent"
              onClick={() => onSegment?.(opens.id!)}
            >
              {words.whySegment(opens.label)}
            </button>
          </>
        )}
      </p>
    </Line>
  );
}

interface LineProps {
  standing: Standing;
  title: ComponentChildren;
  joined: string | undefined;
  /** Neither good nor bad by itself: part of what must not be. */
  neutral?: boolean;
  /** Says whether it is true, not whether it is met. */
  truth?: boolean;
  children?: ComponentChildren;
}

function Line({ standing: stands, title, joined, neutral = false, truth = neutral, children }: LineProps) {
  const words = text.profiles.why;
  const [Icon, tone] = marks[stands];
  const bad = truth && !neutral;
  const colour = neutral ? "text-muted" : bad ? "text-bad" : tone;
  const word =
    stands === "open" ? words.open : truth ? (stands === "met" ? words.holds : words.fails) : words[stands];
  return (
    <li class="flex gap-2.5">
      <Icon size={18} aria-hidden="true" class={cx("mt-px shrink-0", colour)} />
      <div class="min-w-0 grow">
        <div class="flex flex-wrap items-baseline justify-between gap-x-4">
          <span class="min-w-0">
            {joined && <span class="text-muted">{joined} </span>}
            {title}
          </span>
          <span class={cx("text-12 font-medium whitespace-nowrap", colour)}>{word}</span>
        </div>
        {children}
      </div>
    </li>
  );
}

const marks: Record<Standing, [LucideIcon, string]> = {
  met: [CircleCheck, "text-good"],
  unmet: [CircleX, "text-bad"],
  open: [Clock, "text-muted"],
};

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
