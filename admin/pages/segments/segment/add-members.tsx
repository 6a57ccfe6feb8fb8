// People are found by name, email or id, and put into the list one after the other.
import { Plus } from "../../../components/icons";
import { Picker } from "../../../components/picker";
import { findPeople, optionOf } from "../../../models/find-people";
import { useModel } from "../../../models/use-model";
import { text } from "../../../texts/index";
import type { MemberChanges } from "./member-changes";

export function AddMembers({ changes }: { changes: MemberChanges }) {
  const words = text.fixedLists;
  const finding = useModel(findPeople);
  const { people } = finding;
  return (
    <Picker
      several
      label={words.find}
      placeholder={text.person.merge.findHint}
      nothing={text.person.merge.findHint}
      class="btn btn-plain"
      searching={finding.searching}
      options={people.map(optionOf)}
      onQuery={finding.ask}
      onChoose={(id) => {
        const person = people.find((one) => one.id === id);
        if (person) void changes.add({ ...person, since: Date.now() });
      }}
    >
      <Plus size={16} aria-hidden="true" />
      {words.add}
    </Picker>
  );
}
