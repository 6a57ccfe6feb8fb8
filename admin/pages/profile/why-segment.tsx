// Why somebody is in a segment, or is not: the answer in one line, then condition by condition.
import { CircleCheck, CircleX } from "../../components/icons";
import { Link } from "../../components/link";
import { RelativeTime } from "../../components/relative-time";
import { WhyTree } from "../../components/why-tree";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { WhySegment } from "./why-model";

export function AboutSegment({ why, onSegment }: { why: WhySegment; onSegment: (id: string) => void }) {
  const words = text.profiles.why;
  const shop = currentShop();
  const { member, since, segment, holds } = why;
  const Icon = member ? CircleCheck : CircleX;
  return (
    <div class="grid gap-6">
      <div
        class={`flex gap-3 rounded-box p-4 ${member ? "bg-good-soft" : "bg-sunken"}`}
        data-answer={member ? "member" : "not-member"}
      >
        <Icon size={20} aria-hidden="true" class={`shrink-0 ${member ? "text-good" : "text-muted"}`} />
        <div class="min-w-0">
          <p class="font-medium">{member ? words.member : words.notMember}</p>
          {segment.kind === "static" ? (
            <p class="text-muted">{member ? words.fixedIn : words.fixedOut}</p>
          ) : (
            since !== null && (
              <p class="text-muted">
                {text.profiles.segments.since} <RelativeTime at={since} timeZone={shop.timeZone} />
              </p>
            )
          )}
          {segment.kind === "dynamic" && member !== holds && <p class="text-pretty">{words.moving}</p>}
        </div>
      </div>
      {segment.kind === "dynamic" && (
        <section aria-label={words.conditions} class="grid gap-3">
          <h3 class="text-12 font-medium text-muted">{words.conditions}</h3>
          <WhyTree node={why.why} shop={shop} onSegment={onSegment} />
        </section>
      )}
      <Link to={`/segments/${encodeURIComponent(segment.id)}`}>{text.profiles.openSegment}</Link>
    </div>
  );
}
