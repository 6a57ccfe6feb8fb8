import { signal } from "@preact/signals";
import { Combobox, type ComboOption } from "../../components/combobox";
import { CopyField } from "../../components/copy-field";
import { Field } from "../../components/field";
import { Picker } from "../../components/picker";
import { Tabs } from "../../components/tabs";
import { asChoice, url } from "../../models/url";
import { Shelf, Specimen } from "./shelf";

const attribute = signal<string | null>("country");
const none = signal<string | null>(null);
const tab = url("tab", asChoice("overview", "members", "history"), "overview", { history: "push" });

export function Pickers() {
  return (
    <Shelf name="Pickers and places">
      <div class="grid gap-6 md:grid-cols-2">
        <Field label="Attribute" hint="Type to search names and meanings.">
          <Combobox
            value={attribute.value}
            onValue={(value) => (attribute.value = value)}
            options={attributes}
          />
        </Field>
        <Field label="Attribute, none chosen" error="Choose what the condition is about.">
          <Combobox value={none.value} onValue={(value) => (none.value = value)} options={attributes} />
        </Field>
      </div>
      <Specimen name="Picker: a button that opens a search">
        <Picker
          label="Attribute"
          class="btn btn-plain"
          options={attributes}
          chosen={attribute.value === null ? [] : [attribute.value]}
          onChoose={(value) => (attribute.value = value)}
        >
          {attributes.find(({ value }) => value === attribute.value)?.label ?? "Choose…"}
        </Picker>
      </Specimen>
      <CopyField label="The tag" code={'<script async src="https://vitrine.example/t/k7f2m9.js"></script>'} />
      <Specimen name="Tabs, held in the address" stack>
        <Tabs
          label="Segment"
          value={tab.value}
          onValue={(value) => (tab.value = value)}
          tabs={[
            { id: "overview", label: "Overview" },
            { id: "members", label: "Members", count: 1204 },
            { id: "history", label: "History" },
          ]}
        >
          <p>This is the tab “{tab.value}”. Reload, or go back: it stays.</p>
        </Tabs>
      </Specimen>
    </Shelf>
  );
}

const attributes: readonly ComboOption[] = [
  { value: "email", label: "Email", group: "Profile", detail: "Any address of this person" },
  {
    value: "birthday",
    label: "Birthday",
    group: "Profile",
    detail: "Known for 31 % of people",
    keywords: "age",
  },
  { value: "gender", label: "Gender", group: "Profile" },
  { value: "country", label: "Country", group: "Location", detail: "From the last visit" },
  { value: "city", label: "City", group: "Location" },
  { value: "channel", label: "Channel", group: "Source", detail: "Social, email, search, paid or direct" },
  { value: "landing", label: "Landing page", group: "Source" },
  { value: "orders", label: "Number of orders", group: "Purchase", keywords: "bought purchases" },
  { value: "spent", label: "Money spent", group: "Purchase", detail: "All orders, refunds taken off" },
  { value: "last", label: "Last order", group: "Purchase", detail: "Date and time" },
];
