// What stands beside the timeline.
import { Cart } from "./cart";
import { Consents } from "./consents";
import { Devices } from "./devices";
import { Identities } from "./identities";
import { Segments } from "./memberships";
import { Merges } from "./merges";
import type { Person, PersonModel } from "./model";
import { Tags } from "./tags";

interface AsideProps {
  model: PersonModel;
  person: Person;
  /** With an empty id: choose one from the list. */
  onWhy: (segment: string) => void;
}

export function Aside({ model, person, onWhy }: AsideProps) {
  const both = { model, person };
  return (
    <aside class="grid content-start gap-8">
      <Tags {...both} />
      <Identities {...both} />
      <Segments {...both} onWhy={onWhy} />
      <Cart person={person} />
      <Consents {...both} />
      <Devices person={person} />
      <Merges {...both} />
    </aside>
  );
}
