/** Which arm of a message's test a person belongs to: a hash, so that it is sticky, uniform and independent between messages. */
import { fnv1a } from "../hash";
import { CONTROL, type MessageDesign } from "./message";

/** Uniform in [0, 1), the same for the same two texts. FNV-1a over both, then MurmurHash3's finaliser to spread it. */
export function share(message: string, profile: string): number {
  let hash = fnv1a(`${message}\n${profile}`);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** The arm by hash; `assigned` is the arm that was given first, which stays as long as it exists. */
export function variantOf(
  message: string,
  design: MessageDesign,
  profile: string,
  assigned?: string,
): string {
  const { variants, control } = design;
  if (assigned === CONTROL && control > 0) return CONTROL;
  if (assigned !== undefined && variants.some((variant) => variant.id === assigned)) return assigned;
  const place = share(message, profile);
  if (place < control) return CONTROL;
  const total = variants.reduce((sum, variant) => sum + variant.weight, 0);
  let left = ((place - control) / (1 - control)) * total;
  for (const variant of variants) {
    left -= variant.weight;
    if (left < 0) return variant.id;
  }
  return variants.at(-1)!.id;
}
