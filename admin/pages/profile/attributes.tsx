// All that is known, in the groups of the attributes; what was told of somebody can be edited, group by group.
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Switch } from "../../components/choices";
import { Pencil } from "../../components/icons";
import { KeyValues } from "../../components/key-values";
import { formatFact } from "../../models/fact";
import { may } from "../../models/permissions";
import { currentShop } from "../../models/session";
import { ProductName } from "../../rules/product-name";
import { text } from "../../texts/index";
import { EditGroup } from "./edit-group";
import { type Fact, isEditable } from "./facts";
import type { Person, PersonModel } from "./model";

type Group = Person["groups"][number];

export function Attributes({ model, person }: { model: PersonModel; person: Person }) {
  const words = text.profiles.attributes;
  const [editing, setEditing] = useState<Group["group"]>();
  const all = model.unknown.value;
  const edits = may("marketer");
  const shown = person.groups.filter(({ attributes }) =>
    attributes.some((fact) => all || fact.value !== null || (edits && isEditable(fact))),
  );
  return (
    <div class="grid gap-8">
      <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <Switch
          label={words.showUnknown}
          checked={all}
          onChecked={(checked) => {
            model.unknown.value = checked;
          }}
        />
        <span class="text-12 text-muted">{text.chart.inZone(currentShop().timeZone)}</span>
      </div>
      {shown.length === 0 && <p class="text-muted">{words.nothing}</p>}
      {shown.map((group) =>
        editing === group.group ? (
          <EditGroup
            key={group.group}
            model={model}
            group={group}
            title={words.groups[group.group]}
            onClose={() => setEditing(undefined)}
          />
        ) : (
          <ShownGroup
            key={group.group}
            group={group}
            all={all}
            onEdit={edits && group.attributes.some(isEditable) ? () => setEditing(group.group) : undefined}
          />
        ),
      )}
    </div>
  );
}

function ShownGroup({
  group: { group, attributes },
  all,
  onEdit,
}: {
  group: Group;
  all: boolean;
  onEdit: (() => void) | undefined;
}) {
  const words = text.profiles.attributes;
  const title = words.groups[group];
  const known = attributes.filter(({ value }) => all || value !== null);
  return (
    <section aria-label={title}>
      <div class="mb-3 flex items-center justify-between gap-3">
        <h2 class="text-12 font-medium text-muted">{title}</h2>
        {onEdit && (
          <Button
            size="small"
            kind="quiet"
            icon={Pencil}
            class="-mr-2.5"
            label={text.person.edit.edit(title)}
            onClick={onEdit}
          >
            {text.person.edit.act}
          </Button>
        )}
      </div>
      {known.length === 0 ? (
        <p class="text-muted">{words.nothing}</p>
      ) : (
        <KeyValues items={known.map((fact) => ({ label: fact.label, value: <Shown fact={fact} /> }))} />
      )}
    </section>
  );
}

function Shown({ fact }: { fact: Fact }) {
  const isProduct = fact.holds === "products" && typeof fact.value === "string";
  const shown = isProduct ? (
    <ProductName id={fact.value as string} />
  ) : (
    formatFact(fact.value, fact, currentShop())
  );
  return (
    <span class={fact.value === null ? "text-muted" : "[overflow-wrap:anywhere] tabular-nums"}>{shown}</span>
  );
}
