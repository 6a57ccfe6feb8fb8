/** The renderer's own few words, in the page's language; all other words come with the message. */
const WORDS = {
  en: ["Close", "Enter an email address, like name@example.com.", "Not sent. Please try again."],
  de: [
    "Schließen",
    "Bitte eine E-Mail-Adresse eingeben, etwa name@example.com.",
    "Nicht gesendet. Bitte noch einmal versuchen.",
  ],
  fr: [
    "Fermer",
    "Saisissez une adresse e-mail, comme name@example.com.",
    "Échec de l’envoi. Veuillez réessayer.",
  ],
  es: [
    "Cerrar",
    "Escribe un correo electrónico, como name@example.com.",
    "No se ha enviado. Inténtalo de nuevo.",
  ],
  it: ["Chiudi", "Inserisci un indirizzo e-mail, come name@example.com.", "Non inviato. Riprova."],
  nl: ["Sluiten", "Vul een e-mailadres in, zoals name@example.com.", "Niet verzonden. Probeer het opnieuw."],
  ar: ["إغلاق", "أدخل بريدًا إلكترونيًا مثل name@example.com.", "تعذّر الإرسال. حاول مرة أخرى."],
  he: ["סגירה", "יש להזין כתובת דוא״ל, למשל name@example.com.", "השליחה נכשלה. נסו שוב."],
} as const;

export interface Words {
  close: string;
  /** What an email field wants. */
  email: string;
  /** An answer could not be sent. */
  failed: string;
}

export function wordsFor(language: string): Words {
  const code = language.slice(0, 2).toLowerCase();
  const [close, email, failed] = WORDS[code in WORDS ? (code as keyof typeof WORDS) : "en"];
  return { close, email, failed };
}
