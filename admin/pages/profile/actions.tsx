// What can be done with a person as a whole.
import { UsersRound } from "../../components/icons";
import { Menu } from "../../components/menu";
import { may } from "../../models/permissions";
import { text } from "../../texts/index";
import { emailOf } from "./facts";
import { FIND } from "./merge/state";
import type { Person, PersonModel } from "./model";
import { usePrivacyActions } from "./privacy-actions";

interface PersonActionsProps {
  model: PersonModel;
  person: Person;
  /** As the page's title calls them. */
  name: string;
}

export function PersonActions({ model, person, name }: PersonActionsProps) {
  const privacy = usePrivacyActions({
    id: person.id,
    name,
    typed: person.name ?? emailOf(person)?.value ?? person.id.slice(0, 6),
  });
  if (!may("marketer")) return null;
  const merge = {
    label: text.person.merge.act,
    icon: UsersRound,
    onSelect: () => {
      model.merge.value = FIND;
    },
  };
  return (
    <>
      <Menu label={text.privacy.person.menu} groups={[[merge], privacy.items]} />
      {privacy.dialog}
    </>
  );
}
