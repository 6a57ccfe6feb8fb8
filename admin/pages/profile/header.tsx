// Who it is: name or email, identified or not, where from, on what, since when.
import type { ComponentChildren } from "preact";
import { Badge } from "../../components/badge";
import { PageHeader } from "../../components/page-header";
import { RelativeTime } from "../../components/relative-time";
import { nameOf, placeOf } from "../../models/person-name";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { listAddress } from "../profiles/model";

import { PersonActions } from "./actions";
import { emailOf, numberOf, textOf } from "./facts";
import type { Person, PersonModel } from "./model";

export function PersonHeader({ model, person }: { model: PersonModel; person: Person }) {
  const words = text.profiles.person;
  const primary = emailOf(person);
  const title = nameOf({ id: person.id, name: person.name, email: primary?.value ?? null });
  return (
    <PageHeader
      title={title}
      back={{ to: listAddress(), label: text.pages.profiles }}
      mark={
        <Badge tone={person.identified ? "accent" : "neutral"}>
          {person.identified ? words.identified : words.unidentified}
        </Badge>
      }
      actions={
        <PersonActions
          model={model}
          id={person.id}
          name={title}
          typed={person.name ?? primary?.value ?? person.id.slice(0, 6)}
        />
      }
      about={<About person={person} email={primary?.value === title ? undefined : primary} />}
    />
  );
}

type Identity = Person["identities"][number];

function About({ person, email }: { person: Person; email: Identity | undefined }) {
  const words = text.profiles;
  const { timeZone } = currentShop();
  const place = placeOf({ city: textOf(person, "city"), country: textOf(person, "country") });
  const device = [textOf(person, "device"), textOf(person, "os"), textOf(person, "browser")]
    .filter(Boolean)
    .join(", ");
  const first = numberOf(person, "first_seen_at");
  const last = numberOf(person, "last_seen_at");
  const parts: ComponentChildren[] = [
    email && (
      <>
        <span class="text-ink">{email.value}</span> (
        {email.verified ? words.identity.verified.toLowerCase() : words.identity.claimed.toLowerCase()})
      </>
    ),
    place,
    device && device.charAt(0).toUpperCase() + device.slice(1),
    last !== undefined && (
      <>
        {words.person.last} <RelativeTime at={last} timeZone={timeZone} />
      </>
    ),
    first !== undefined && (
      <>
        {words.person.first} <RelativeTime at={first} timeZone={timeZone} />
      </>
    ),
  ].filter(Boolean);
  return (
    <span class="flex flex-wrap gap-x-4 gap-y-0.5">
      {parts.map((part, index) => (
        <span key={index} class="min-w-0 [overflow-wrap:anywhere]">
          {part}
        </span>
      ))}
    </span>
  );
}
