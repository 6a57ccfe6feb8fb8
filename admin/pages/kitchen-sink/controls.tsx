import { signal } from "@preact/signals";
import { Button } from "../../components/button";
import { Checkbox, RadioGroup, Switch } from "../../components/choices";
import { Field } from "../../components/field";
import { IconButton } from "../../components/icon-button";
import { Pencil, Plus, Trash2 } from "../../components/icons";
import { Link } from "../../components/link";
import { Menu } from "../../components/menu";
import { NumberInput } from "../../components/number-input";
import { SearchBox } from "../../components/search-box";
import { SegmentedControl } from "../../components/segmented-control";
import { Select } from "../../components/select";
import { TextInput } from "../../components/text-input";
import { Tooltip } from "../../components/tooltip";
import { notify } from "../../models/toasts";
import { Shelf, Specimen } from "./shelf";

const name = signal("Big spenders of the summer");
const days = signal<number | null>(60);
const logic = signal<"all" | "any">("all");
const unit = signal("days");
const kind = signal<"dynamic" | "static">("dynamic");
const optedIn = signal(true);
const paused = signal(false);
const query = signal("");

export function Controls() {
  return (
    <Shelf name="Controls">
      <Specimen name="Button: primary, plain, quiet, danger; busy, disabled, small">
        <Button kind="primary" icon={Plus} onClick={() => notify("Segment created")}>
          New segment
        </Button>
        <Button>Save as…</Button>
        <Button kind="quiet">Cancel</Button>
        <Button kind="danger">Delete segment</Button>
        <Button kind="primary" busy>
          Saving
        </Button>
        <Button disabled>Publish</Button>
        <Button size="small" icon={Plus}>
          Add condition
        </Button>
      </Specimen>
      <Specimen name="IconButton, Menu, Tooltip, Link">
        <IconButton icon={Pencil} label="Rename" />
        <IconButton icon={Trash2} label="Delete" size="small" />
        <Menu groups={menuGroups} align="start" />
        <Tooltip text="Counted a minute ago, on all 15,204 profiles">
          <Button kind="quiet">Point at me</Button>
        </Tooltip>
        <Link to="/segments">All segments</Link>
        <Link href="https://example.com/guide">The guide</Link>
      </Specimen>
      <div class="grid gap-6 md:grid-cols-2">
        <Field label="Name" hint="Only your team sees it.">
          <TextInput value={name.value} onValue={(value) => (name.value = value)} />
        </Field>
        <Field label="Address of the page" error="Begin with https:// so that visitors reach it.">
          <TextInput type="url" value="shop.example/summer" onValue={ignore} />
        </Field>
        <Field label="In the last">
          <NumberInput
            value={days.value}
            onValue={(value) => (days.value = value)}
            min={1}
            max={730}
            unit="days"
          />
        </Field>
        <Field label="Unit">
          <Select value={unit.value} onValue={(value) => (unit.value = value)} options={units} />
        </Field>
        <Field label="Notes" optional>
          <TextInput rows={3} value="" onValue={ignore} placeholder="Why does this segment exist?" />
        </Field>
        <Field label="Shop" hint="Set when the shop was created.">
          <TextInput value="Atelier Nord" onValue={ignore} disabled />
        </Field>
      </div>
      <div class="grid gap-6 md:grid-cols-3">
        <RadioGroup
          label="Kind"
          value={kind.value}
          onValue={(value) => (kind.value = value)}
          options={[
            { value: "dynamic", label: "Dynamic", hint: "A rule decides, at every visit." },
            { value: "static", label: "Static", hint: "A fixed list of people." },
          ]}
        />
        <Specimen name="Checkbox" stack>
          <div>
            <Checkbox
              label="Opted in to email"
              checked={optedIn.value}
              onChecked={(value) => (optedIn.value = value)}
            />
            <Checkbox label="All columns" checked={false} mixed onChecked={ignore} />
            <Checkbox label="Not for analysts" checked disabled onChecked={ignore} />
          </div>
        </Specimen>
        <Specimen name="Switch" stack>
          <Switch
            label="Pause this message"
            hint="In effect within a minute."
            checked={paused.value}
            onChecked={(value) => (paused.value = value)}
          />
        </Specimen>
      </div>
      <Specimen name="SegmentedControl, SearchBox">
        <SegmentedControl
          label="Conditions"
          value={logic.value}
          onValue={(value) => (logic.value = value)}
          options={[
            { value: "all", label: "All of these" },
            { value: "any", label: "Any of these" },
          ]}
        />
        <SearchBox
          value={query.value}
          onValue={(value) => (query.value = value)}
          placeholder="Search segments"
        />
      </Specimen>
    </Shelf>
  );
}

const ignore = () => {};

const units = [
  {
    group: "Short",
    options: [
      { value: "hours", label: "hours" },
      { value: "days", label: "days" },
    ],
  },
  {
    group: "Long",
    options: [
      { value: "weeks", label: "weeks" },
      { value: "months", label: "months" },
    ],
  },
];

const menuGroups = [
  [{ label: "Rename", icon: Pencil, onSelect: () => notify("Renamed") }],
  [
    {
      label: "Delete",
      icon: Trash2,
      danger: true,
      onSelect: () => notify("Segment deleted", { undo: () => notify("It is back") }),
    },
  ],
];
