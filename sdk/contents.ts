/**
 * Contents of messages that this browser has got once: the edge leaves them out of its answers. They live in one
 * record by version, so that what is published anew is another entry; whatever becomes of the record, the worst is
 * that contents come again.
 */
import type { Candidate } from "../core/signals/wire";
import type { Records } from "./frequency";

type Contents = Record<string, NonNullable<Candidate["content"]>>;

/** Their versions travel with every request. */
const MOST = 30;

/** Puts back what the edge left out, and keeps what it sent. */
export function complete(candidates: Candidate[], { recall, keep }: Records): Candidate[] {
  const kept = recall<Contents>("contents") ?? {};
  const fresh: Contents = {};
  const whole = candidates.map((candidate) => {
    const { version, content = kept[version!] } = candidate;
    if (version && content) fresh[version] = content;
    return { ...candidate, content };
  });
  const all = { ...kept, ...fresh };
  // What is not as it was told to the edge is told no more.
  if (whole.some(isLost)) keep("contents");
  else if (Object.keys(fresh).some((version) => !kept[version]))
    keep("contents", Object.keys(all).length > MOST ? fresh : all);
  return whole;
}

/** The edge left its content out, and it is nowhere. */
export const isLost = ({ version, content }: Candidate): boolean => !!version && !content;
