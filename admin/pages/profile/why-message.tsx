// Why somebody gets a message, or not: it must run, they must be meant, the page must fit, they must not have seen it
// too often, and a variant decides what they see.
import type { ComponentChildren } from "preact";
import { CircleCheck, CircleX, Clock, EyeOff, type LucideIcon } from "../../components/icons";
import { Link } from "../../components/link";
import { RelativeTime } from "../../components/relative-time";
import { WhyTree } from "../../components/why-tree";
import { formatInstant } from "../../models/fact";
import { currentShop } from "../../models/session";
import type { Standing } from "../../models/why";
import { format, text } from "../../texts/index";
import { type Verdict, verdictOf } from "./verdict";
import type { WhyMessage } from "./why-model";

export function AboutMessage({ why, onSegment }: { why: WhyMessage; onSegment: (id: string) => void }) {
  const words = text.profiles.whyMessage;
  const shop = currentShop();
  return (
    <div class="grid gap-6">
      <Answer why={why} />
      <ol class="grid gap-5">
        <Step title={words.running} standing={why.running ? "met" : "unmet"}>
          {runningWords(why)}
        </Step>
        <Step title={words.audience}>
          <WhyTree node={why.audience} shop={shop} onSegment={onSegment} empty={words.everyone} />
        </Step>
        <Step title={words.pages}>
          <WhyTree node={why.pages} shop={shop} empty={text.profiles.why.everywhere} />
        </Step>
        <Step title={words.condition}>
          <WhyTree
            node={why.condition}
            shop={shop}
            onSegment={onSegment}
            empty={text.profiles.why.noCondition}
          />
        </Step>
        <Step title={words.frequency} standing={why.frequency.allowed ? "met" : "unmet"}>
          <Frequency why={why} />
        </Step>
        <Step title={words.variant}>
          <p class="font-medium">
            {why.arm.control ? words.controlArm : words.arm(why.arm.name ?? why.arm.id)}
          </p>
          <p class="text-12 text-muted">{why.arm.control ? words.controlMeans : words.sticky}</p>
        </Step>
      </ol>
      <Link to={`/messages/${encodeURIComponent(why.message.id)}`}>{words.openMessage}</Link>
    </div>
  );
}

const verdicts: Record<Verdict, [LucideIcon, box: string, icon: string]> = {
  gets: [CircleCheck, "bg-good-soft", "text-good"],
  perhaps: [Clock, "bg-sunken", "text-muted"],
  control: [EyeOff, "bg-warn-soft", "text-warn"],
  not: [CircleX, "bg-sunken", "text-muted"],
};

function Answer({ why }: { why: WhyMessage }) {
  const words = text.profiles.whyMessage;
  const verdict = verdictOf(why);
  const [Icon, box, icon] = verdicts[verdict];
  return (
    <div class={`flex gap-3 rounded-box p-4 ${box}`} data-answer={verdict}>
      <Icon size={20} aria-hidden="true" class={`shrink-0 ${icon}`} />
      <div class="min-w-0">
        <p class="font-medium">{why.message.name}</p>
        <p>{words.verdicts[verdict]}</p>
        {why.message.status === "draft" && <p class="text-muted">{words.draftMeans}</p>}
      </div>
    </div>
  );
}

function Step({
  title,
  standing,
  children,
}: {
  title: string;
  standing?: Standing;
  children: ComponentChildren;
}) {
  const words = text.profiles.why;
  const Icon = standing === "met" ? CircleCheck : CircleX;
  const colour = standing === "met" ? "text-good" : "text-bad";
  return (
    <li class="grid gap-2">
      <h3 class="text-12 font-medium text-muted">{title}</h3>
      {standing ? (
        <div class="flex gap-2.5">
          <Icon size={18} aria-hidden="true" class={`mt-px shrink-0 ${colour}`} />
          <div class="min-w-0 grow">{children}</div>
          <span class={`text-12 leading-5 font-medium ${colour}`}>{words[standing]}</span>
        </div>
      ) : (
        <div class="min-w-0">{children}</div>
      )}
    </li>
  );
}

function runningWords({ message, schedule, shopPaused }: WhyMessage): string {
  const words = text.profiles.whyMessage;
  const { timeZone } = currentShop();
  if (shopPaused) return words.shopPaused;
  const span = [
    schedule.from !== null && words.from(formatInstant(schedule.from, timeZone)),
    schedule.until === null ? words.noEnd : words.until(formatInstant(schedule.until, timeZone)),
  ].filter((part) => part !== false);
  return `${words.status[message.status]}, ${format.list(span, "unit")}`;
}

function Frequency({ why: { frequency } }: { why: WhyMessage }) {
  const words = text.profiles.whyMessage;
  const { perVisit, perPerson, coolDownHours, stopAfter, exposed, inVisit, lastExposedAt, stoppedBy } =
    frequency;
  const limits = [
    perVisit !== undefined && words.limits.perVisit(perVisit),
    perPerson !== undefined && words.limits.perPerson(perPerson),
    coolDownHours !== undefined && words.limits.coolDown(coolDownHours),
    ...stopAfter.map((event) => words.limits.stop[event]),
  ].filter((limit) => limit !== false);
  return (
    <>
      <p>
        {exposed === 0 ? words.neverShown : words.shown(exposed, inVisit)}
        {exposed > 0 && lastExposedAt !== null && (
          <>
            , {text.profiles.messages.last}{" "}
            <RelativeTime at={lastExposedAt} timeZone={currentShop().timeZone} />
          </>
        )}
      </p>
      {stoppedBy && <p>{words.stopped[stoppedBy]}</p>}
      <p class="text-12 text-muted">
        {words.limitsAre(limits.length ? format.list(limits) : words.limits.none)}
      </p>
    </>
  );
}
