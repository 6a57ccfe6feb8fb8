/** What a person allows, as their cookie banner said last. */
import type { Profile } from "./profile";

export function setConsent(
  profile: Profile,
  { analytics, marketing }: { analytics: boolean; marketing: boolean },
  at: number,
): void {
  profile.consent = { analytics, marketing, at };
  profile.attributes.marketing_consent = marketing;
}
