/** The privacy choice, as a consent tool keeps it: asked in a dialog, told to Consent Mode and to Vitrine, told again on every load. */
import { read, write } from "./storage";

export type Choice = "allow" | "deny";

declare global {
  interface Window {
    vitrine?: { consent?(state: { analytics: boolean; marketing: boolean }): void };
  }
}

export const storedChoice = (): Choice | undefined => read<Choice>("consent");

/** Google Consent Mode takes the `arguments` object itself, not an array of the same values. */
export function gtag(..._values: unknown[]): void {
  // biome-ignore lint/complexity/noArguments: gtag.js tells its commands from plain messages by this very object
  window.dataLayer.push(arguments);
}

export function tellConsentMode(choice: Choice): void {
  const state = choice === "allow" ? "granted" : "denied";
  gtag("consent", "update", {
    analytics_storage: state,
    ad_storage: state,
    ad_user_data: state,
    ad_personalization: state,
  });
}

export function startConsent(): void {
  const stored = storedChoice();
  if (stored) tellVitrine(stored);
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("#privacy-choices, [data-open-privacy]")) openDialog();
  });
  const dialog = dialogElement();
  dialog?.addEventListener("close", () => {
    const chosen = new FormData(dialog.querySelector("form") ?? undefined).get("choice");
    if (dialog.returnValue === "save" && (chosen === "allow" || chosen === "deny")) choose(chosen);
  });
}

function choose(choice: Choice): void {
  write("consent", choice);
  tellConsentMode(choice);
  tellVitrine(choice);
}

function tellVitrine(choice: Choice): void {
  const tell = () =>
    window.vitrine?.consent?.({ analytics: choice === "allow", marketing: choice === "allow" });
  if (window.vitrine) tell();
  // The async tag may come after this script. Capturing, so that it does not matter where the event is dispatched.
  else addEventListener("vitrine:ready", tell, { capture: true, once: true });
}

function openDialog(): void {
  const dialog = dialogElement();
  if (!dialog) return;
  const stored = storedChoice();
  for (const radio of dialog.querySelectorAll<HTMLInputElement>("[name=choice]"))
    radio.checked = radio.value === stored;
  dialog.returnValue = "";
  dialog.showModal();
}

const dialogElement = (): HTMLDialogElement | null =>
  document.querySelector<HTMLDialogElement>("#privacy-dialog");
