/**
 * What the visitor allowed. Asked before everything that is stored or sent, not at load only.
 *
 * `vitrine.consent()` goes before what consent platforms say (`collect/`), which goes before the tag. Global Privacy
 * Control says no to all of it. The explicit choice is kept in localStorage, also a plain "no", so that it needs not be asked again.
 */
import { read, write } from "./local";

export interface Consent {
  analytics: boolean;
  marketing: boolean;
  /** Nobody said yes: the tag says that none is needed. The edge refuses it for shops that require consent. */
  implied?: boolean;
}
export type Choice = Partial<Pick<Consent, "analytics" | "marketing">>;

/** Nothing is allowed before the page can be read: what it says about consent is not known either. */
let open = false;
/** Whether it is allowed without a word of the visitor. */
let implied = false;
const mode: Choice = {};
/** The explicit choice, where localStorage is blocked. */
let spoken: Choice | undefined;

export function consent(): Consent {
  const said = (read("consent") as Choice | undefined) ?? spoken ?? mode;
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: boolean };
  const analytics = open && !globalPrivacyControl && (said.analytics ?? implied);
  return {
    analytics,
    marketing: !!(analytics && said.marketing),
    implied: said.analytics === undefined || undefined,
  };
}

export const allowed = (): boolean => consent().analytics;

export const openConsent = (): void => {
  open = true;
};

export const implyConsent = (yes: boolean): void => {
  implied = yes;
};

/** What was not said counts as no. True when it differs from what is kept: some pages say it again on every load. */
export function sayConsent({ analytics, marketing }: Choice): boolean {
  const before = JSON.stringify(read("consent"));
  spoken = { analytics: !!analytics, marketing: !!marketing };
  write("consent", spoken);
  return before !== JSON.stringify(spoken);
}

/** What a consent platform says for a purpose, by whichever way it reached us. */
export const setMode = (said: Choice): void => {
  Object.assign(mode, said);
};
