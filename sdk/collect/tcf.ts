/**
 * Consent by IAB Europe's TCF 2: purpose 1 (to store and read on a device) allows what Vitrine records, with purpose 4
 * (personalised advertising) it is for marketing, too. Until the platform has spoken, it is no.
 */
import { safe } from "../safe";
import type { Sources } from "./collector";

interface Said {
  eventStatus?: string;
  gdprApplies?: boolean;
  purpose?: { consents?: Record<number, boolean> };
}
type Tcf = (command: string, version: number, heard: (said: Said, ok: boolean) => void) => void;

export const watch = (allow: Sources["allow"]) => {
  let asked: unknown;

  const hear = safe(({ eventStatus, gdprApplies, purpose }: Said, ok: boolean) => {
    if (!ok || !/^(tcloaded|useractioncomplete)$/.test(eventStatus!)) return;
    const { 1: analytics, 4: ads } = purpose?.consents ?? {};
    // Where the law does not apply, the tag says what holds.
    allow(
      gdprApplies === false
        ? { analytics: undefined, marketing: undefined }
        : { analytics: !!analytics, marketing: !!(analytics && ads) },
      eventStatus === "useractioncomplete",
    );
  });

  return () => {
    const { __tcfapi } = window as { __tcfapi?: Tcf };
    if (typeof __tcfapi !== "function" || asked) return;
    asked = true;
    allow({ analytics: false, marketing: false }, false);
    __tcfapi("addEventListener", 2, hear);
  };
};
