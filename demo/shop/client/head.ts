/** Runs in the head, before every other tag: the dataLayer has to be there when they come. */
import { gtag, storedChoice, tellConsentMode } from "./consent";

declare global {
  interface Window {
    gtag: typeof gtag;
  }
}

window.dataLayer = window.dataLayer ?? [];
window.gtag = gtag;

const choice = storedChoice();
if (choice) tellConsentMode(choice);
