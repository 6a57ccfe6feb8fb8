// What can be done with a person as a whole.
import { UsersRound } from "../../components/icons";
import { Menu, type MenuItem } from "../../components/menu";
import { may } from "../../models/permissions";
import { text } from "../../texts/index";
import { FIND } from "./merge/state";
import type { PersonModel } from "./model";
import { usePrivacyActions } from "./privacy-actions";

type Props = { model: PersonModel } & Parameters<typeof usePrivacyActions>[0];

export function PersonActions({ model, ...person }: Props) {
  const privacy = usePrivacyActions(person);
  if (!may("marketer")) return null;
  const groups: MenuItem[][] = [
    [
      {
        label: text.person.merge.act,
        icon: UsersRound,
        onSelect: () => {
          model.merge.value = FIND;
        },
      },
    ],
    privacy.items,
  ];
  return (
    <>
      <Menu label={text.privacy.person.menu} groups={groups} />
      {privacy.dialog}
    </>
  );
}
