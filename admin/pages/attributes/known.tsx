// Of how many people something is known, and how sure that is.
import { text } from "../../texts/index";
import type { Known } from "./data";

export interface KnownOfProps {
  /** undefined: on its way. */
  known: Known["known"] | undefined;
  /** All people of the shop. */
  people: number;
}

/** A share with its bar; the number of people under it. */
export function KnownOf({ known, people }: KnownOfProps) {
  const words = text.attributes.data;
  if (!known) return <span aria-busy="true" class="skeleton-bar inline-block h-4 w-24" />;
  const share = people === 0 ? 0 : known.people / people;
  if (known.people === 0) return <span class="text-12 whitespace-nowrap text-muted">{words.nobody}</span>;
  return (
    <div class="grid w-32 gap-1 py-1 tabular-nums">
      <span>{words.of(share)}</span>
      <div aria-hidden="true" class="h-1.5 rounded-small bg-sunken">
        <div class="h-1.5 rounded-small bg-chart-1" style={{ width: `${Math.min(100, share * 100)}%` }} />
      </div>
      <span class="text-12 text-muted">{words.people(known.people)}</span>
    </div>
  );
}

/** Who was asked, and what that means. */
export function SampleNote({ people, looked, exact }: { people: number; looked: number; exact: boolean }) {
  const words = text.attributes.data;
  if (people === 0) return <p class="max-w-prose text-muted">{words.noPeople}</p>;
  return (
    <p class="max-w-prose text-12 text-muted">
      {exact ? words.everyone(people) : words.sampled(looked, people, margin(looked, people))}
    </p>
  );
}

/** Points by which a share may be wrong at most, 19 times of 20: that of one half. */
const margin = (looked: number, people: number): number =>
  looked === 0 ? 100 : 98 * Math.sqrt((people - looked) / (people - 1) / looked);
