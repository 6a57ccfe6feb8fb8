/** The shop's own line icons, 24 × 24, coloured by the text around them. */
import { Html } from "./html";

const paths = {
  peaks: "M2.5 19 9 7.5l3.6 6.2L15 10l6.5 9Z",
  search: "m20 20-4.4-4.4M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z",
  person: "M16 8.5a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
  bag: "M5.5 8.5h13l1 11.5h-15ZM8.5 8.5V7a3.5 3.5 0 0 1 7 0v1.5",
  truck:
    "M2.5 6.5h11v10h-11ZM13.5 10h4l3.5 3.5v3h-7.5M7 19a1.9 1.9 0 1 0 0-3.8A1.9 1.9 0 0 0 7 19Zm10 0a1.9 1.9 0 1 0 0-3.8A1.9 1.9 0 0 0 17 19Z",
  return: "M4 9h11a5 5 0 0 1 0 10H8M4 9l4-4M4 9l4 4",
  mend: "M14.5 6.5a4 4 0 0 0-5.3 5L4 16.8 7.2 20l5.3-5.2a4 4 0 0 0 5-5.3l-2.5 2.5-2.5-.5-.5-2.5Z",
  check: "m5 12.5 4.5 4.5L19 7.5",
} as const;

export function icon(name: keyof typeof paths): Html {
  return new Html(
    `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${paths[name]}"/></svg>`,
  );
}
