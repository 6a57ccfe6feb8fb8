/** What a person allows, as their cookie banner said last. */
import type { Profile } from "./profile";
import { isLatest, put } from "./told";

export function setConsent(
  profile: Profile,
  { analytics, marketing }: { analytics: boolean; marketing: boolean },
  at: number,
): void {
  if (!isLatest(profile, "$consent", at)) return;
  profile.consent = { analytics, marketing, at };
  put(profile, "marketing_consent", marketing);
}
