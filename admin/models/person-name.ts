// What to call a person whose name may not be known.
import { format, text } from "../texts/index";

export function nameOf(person: { id: string; name: string | null; email: string | null }): string {
  return person.name ?? person.email ?? text.profiles.person.visitor(person.id);
}

/** "Bern, Switzerland"; what is known of it. */
export function placeOf({ city, country }: { city: string | null; country: string | null }): string {
  return [city, country && format.countryName(country)].filter(Boolean).join(", ");
}
