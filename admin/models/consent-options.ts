// The two settings of consent in plain words, for the set-up and for Settings.
import { text } from "../texts/index";

export type ConsentSetting = "required" | "not_required";

export function consentOptions(): { value: ConsentSetting; label: string; hint: string }[] {
  const { required, not_required } = text.members.consent;
  return [
    { value: "required", ...required },
    { value: "not_required", ...not_required },
  ];
}
