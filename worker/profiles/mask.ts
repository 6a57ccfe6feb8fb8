/** Masks for those who work without personal data: enough to tell rows apart, too little to know anyone. */
const DOTS = "•••";

export const maskEmail = (email: string): string => `${email.slice(0, 1)}${DOTS}@${DOTS}`;
export const maskPhone = (phone: string): string => `${DOTS}${phone.slice(-2)}`;
/** The first letter of each word. */
export const maskText = (text: string): string =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${word.slice(0, 1)}${DOTS}`)
    .join(" ");

export const MASKED = DOTS;
