// What can be done with a person as a whole.
import { UsersRound } from "../../components/icons";
import { Menu, type MenuItem } from "../../components/menu";
import { may } from "../../models/permissions";
import { text } from "../../texts/index";
import { FIND } from "./merge/state";
import type { PersonModel } from "./model";

export function PersonActions({ model }: { model: PersonModel }) {
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
  ];
  return <Menu groups={groups} />;
}
