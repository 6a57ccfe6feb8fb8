// A person in a list: who, as far as the role may see it, with a link to the profile.
import { Link } from "../../components/link";
import { text } from "../../texts/index";
import type { Person } from "./segments";

type Who = Pick<Person, "id" | "name" | "email" | "customerId" | "city" | "country" | "identified">;

export function PersonName({ person }: { person: Who }) {
  const title = nameOf(person);
  const { email } = person;
  return (
    <span class="grid min-w-0">
      <Link to={`/profiles/${person.id}`} quiet class="truncate">
        {title}
      </Link>
      {email && email !== title && <span class="truncate text-12 text-muted">{email}</span>}
    </span>
  );
}

export function nameOf({ name, email, customerId, city, country }: Who): string {
  const words = text.segments.page;
  const place = [city, country].filter(Boolean).join(", ");
  return name ?? email ?? customerId ?? (place ? words.unidentifiedFrom(place) : words.unidentified);
}
