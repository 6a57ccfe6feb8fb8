// All that is known, in the groups of the attributes.
import { Switch } from "../../components/choices";
import { KeyValues } from "../../components/key-values";
import { formatFact } from "../../models/fact";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { Fact } from "./facts";
import type { Person, PersonModel } from "./model";

export function Attributes({ model, person }: { model: PersonModel; person: Person }) {
  const words = text.profiles.attributes;
  const all = model.unknown.value;
  const groups = person.groups
    .map(({ group, attributes }) => ({
      group,
      attributes: attributes.filter(({ value }) => all || value !== null),
    }))
    .filter(({ attributes }) => attributes.length > 0);
  return (
    <div class="grid gap-8">
      <Switch
        label={words.showUnknown}
        checked={all}
        onChecked={(checked) => {
          model.unknown.value = checked;
        }}
      />
      {groups.length === 0 && <p class="text-muted">{words.nothing}</p>}
      {groups.map(({ group, attributes }) => (
        <section key={group} aria-label={words.groups[group]}>
          <h3 class="mb-3 text-12 font-medium text-muted">{words.groups[group]}</h3>
          <KeyValues
            items={attributes.map((fact) => ({ label: fact.label, value: <Shown fact={fact} /> }))}
          />
        </section>
      ))}
    </div>
  );
}

function Shown({ fact }: { fact: Fact }) {
  const shown = formatFact(fact.value, fact, currentShop());
  return (
    <span class={fact.value === null ? "text-muted" : "[overflow-wrap:anywhere] tabular-nums"}>{shown}</span>
  );
}
