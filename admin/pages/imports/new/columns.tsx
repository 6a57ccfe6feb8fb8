// What each column means: guessed, and corrected here.
import { useState } from "preact/hooks";
import { attributeTarget, columnTarget, fieldsOf, type Target } from "../../../../core/imports/fields";
import { Badge } from "../../../components/badge";
import { Combobox, type ComboOption } from "../../../components/combobox";
import { Panel } from "../../../components/panel";
import { text } from "../../../texts/index";
import type { NewImport } from "./model";
import { NewAttribute } from "./new-attribute";

const LEAVE_OUT = "";
const NEW_ATTRIBUTE = "new";

export function Columns({ model }: { model: NewImport }) {
  const words = text.imports.map;
  const [making, setMaking] = useState<number>();
  const { format, sample } = model.looked.value!;
  const options = optionsOf(model);
  return (
    <Panel flush title={words.columns} about={words.columnsAbout}>
      <ul class="divide-y divide-line">
        {format.headings.map((heading, i) => {
          const target = model.targets.value[i];
          const cells = [...new Set(sample.map((row) => row[i]).filter(Boolean))].slice(0, 3);
          return (
            <li
              key={`${i} ${heading}`}
              class="grid items-center gap-x-6 gap-y-2 px-(--pane-inset) py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,18rem)]"
            >
              <div class="min-w-0">
                <p class="flex items-center gap-2">
                  <span class="min-w-0 truncate font-medium">{heading}</span>
                  {!target && <Badge>{words.leftOut}</Badge>}
                </p>
                <p class="truncate text-12 text-muted" title={cells.join(", ")}>
                  {cells.length > 0 ? cells.join(", ") : words.nothingIn}
                </p>
              </div>
              <Combobox
                aria-label={words.column(heading)}
                value={target ?? LEAVE_OUT}
                options={options}
                onValue={(value) => {
                  if (value === NEW_ATTRIBUTE) setMaking(i);
                  else model.setTarget(i, value === LEAVE_OUT ? undefined : value);
                }}
              />
            </li>
          );
        })}
      </ul>
      <NewAttribute
        key={making ?? "none"}
        model={model}
        heading={making === undefined ? undefined : format.headings[making]}
        cells={making === undefined ? [] : sample.map((row) => row[making] ?? "").filter(Boolean)}
        onClose={() => setMaking(undefined)}
        onMade={(key) => {
          model.setTarget(making!, attributeTarget(key));
          setMaking(undefined);
        }}
      />
    </Panel>
  );
}

function optionsOf(model: NewImport): ComboOption<Target>[] {
  const words = text.imports.map;
  const fields = Object.entries(fieldsOf(model.kind.value)).map(([field, { words: searched }]) => ({
    value: field,
    label: words.targetsOf[model.kind.value]?.[field] ?? words.targets[field] ?? field,
    group: field.startsWith("consent") ? words.groups.consent : words.groups.what,
    keywords: searched.join(" "),
  }));
  const consent = fields.filter(({ group }) => group === words.groups.consent);
  return [
    { value: LEAVE_OUT, label: words.leaveOut },
    ...(model.kind.value === "rows" ? (model.chosenTable.value?.columns ?? []) : []).map(
      ({ key, label }) => ({
        value: columnTarget(key),
        label,
        group: words.groups.table,
      }),
    ),
    ...fields.filter(({ group }) => group === words.groups.what),
    ...(model.takesAttributes.value
      ? [
          ...model.settable.value.map(({ key, label }) => ({
            value: attributeTarget(key),
            label,
            group: words.groups.attributes,
          })),
          ...consent,
          { value: NEW_ATTRIBUTE, label: words.newAttribute, group: words.groups.other },
        ]
      : []),
  ];
}
