/**
 * What the shop marked for Vitrine in its pages: clicks on elements with `data-vitrine-track`, and answers in forms with
 * `data-vitrine-form`, of the fields with `data-vitrine-attribute`, once they are submitted.
 */
import { listen } from "../safe";
import type { Collector } from "./collector";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Answer = string | boolean | string[];

export const watch: Collector = ({ once }) => {
  let times = 0;

  listen(document, "click", ({ target }) => {
    const marked = (target as Element).closest<HTMLElement>("[data-vitrine-track]");
    const name = marked?.dataset.vitrineTrack;
    // Each click counts.
    if (name) once({ type: "event", name }, `${name} ${times++}`);
  });

  listen(document, "submit", ({ target }) => {
    const form = target as HTMLFormElement;
    const name = form.dataset.vitrineForm;
    if (!name) return;
    const answers = readAnswers(form);
    const { email, phone, ...rest } = answers;
    once({ type: "form", form: name, answers: rest }, `${name} ${times++}`);
    // Who somebody is, is not an answer like others.
    if (typeof email === "string" || typeof phone === "string")
      once(
        { type: "identify", email: email as string, phone: phone as string },
        JSON.stringify([email, phone]),
      );
  });

  return () => {};
};

export function readAnswers(form: HTMLFormElement): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const element of form.elements) {
    const field = element as Field;
    const key = field.dataset.vitrineAttribute;
    const value = key && !isSecret(field) ? answerOf(field as HTMLInputElement) : undefined;
    if (value !== undefined && value !== "") answers[key!] = value;
  }
  return answers;
}

/** Never read, whatever the shop marked: passwords, files, and what is or looks like a payment card. */
const isSecret = (field: Field): boolean =>
  /^(password|file)$/.test(field.type) ||
  /\bcc-/.test(field.autocomplete) ||
  /card.?num|cvc|cvv|iban/i.test(field.name + field.id) ||
  isCard(field.value);

/** 13 to 19 digits whose check digit is right. */
function isCard(text: string): boolean {
  const digits = text.replace(/[ -]/g, "");
  if (!/^\d{13,19}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (1 + (i % 2));
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

function answerOf(field: HTMLInputElement | HTMLSelectElement): Answer | undefined {
  if (field instanceof HTMLSelectElement && field.multiple)
    return [...field.selectedOptions].map(({ value }) => value);
  if (field.type === "checkbox") return (field as HTMLInputElement).checked;
  if (field.type === "radio" && !(field as HTMLInputElement).checked) return undefined;
  return field.value.trim();
}
