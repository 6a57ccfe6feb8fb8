// All attributes, standard and own, found by word and kind.
import { useEffect, useMemo } from "preact/hooks";
import { Badge } from "../../../components/badge";
import { ErrorNote } from "../../../components/error-note";
import { Plus } from "../../../components/icons";
import { Link } from "../../../components/link";
import { Panel } from "../../../components/panel";
import { SearchBox } from "../../../components/search-box";
import { SegmentedControl } from "../../../components/segmented-control";
import { type Column, Table } from "../../../components/table";
import { may } from "../../../models/permissions";
import { resource } from "../../../models/resource";
import { asChoice, asText, url } from "../../../models/url";
import { text } from "../../../texts/index";
import { type AttributeRow, loadAttributes } from "./model";

const kinds = ["all", "own", "standard"] as const;

export function AttributeList() {
  const attributes = useMemo(
    () =>
      resource(
        () => true,
        (_, signal) => loadAttributes(signal),
      ),
    [],
  );
  useEffect(() => attributes.dispose, []);
  const kind = useMemo(() => url("kind", asChoice(...kinds), "all"), []);
  const search = useMemo(() => url("q", asText, ""), []);
  const words = text.settings.attributes;
  const found = attributes.data.value && select(attributes.data.value, kind.value, search.value);
  const { error } = attributes;
  return (
    <Panel
      flush
      title={words.title}
      about={words.about}
      actions={
        may("marketer") && (
          <Link to="/settings/new-attribute" button="primary" icon={Plus}>
            {words.add}
          </Link>
        )
      }
    >
      <div class="flex flex-wrap items-center gap-3 px-(--pane-inset) pt-1 pb-4">
        <SearchBox
          label={words.search}
          value={search.value}
          onValue={(value) => {
            search.value = value;
          }}
        />
        <SegmentedControl
          label={words.show}
          value={kind.value}
          onValue={(value) => {
            kind.value = value;
          }}
          options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
        <span role="status" class="text-muted">
          {found && words.count(found.length)}
        </span>
      </div>
      {error.value ? (
        <div class="px-(--pane-inset) pb-5">
          <ErrorNote problem={error.value} onRetry={() => void attributes.refresh()} />
        </div>
      ) : (
        <Table
          caption={words.title}
          columns={columns()}
          rows={found}
          keyOf={({ key }) => key}
          empty={kind.value === "own" && !search.value ? words.noneOwn : words.noneFound}
        />
      )}
    </Panel>
  );
}

function columns(): Column<AttributeRow>[] {
  const words = text.settings.attributes;
  return [
    {
      id: "name",
      label: words.name,
      cell: ({ key, label, standard }) => (
        <>
          {standard ? (
            <span class="font-medium">{label}</span>
          ) : (
            <Link quiet to={`/settings/attributes/${key}`}>
              {label}
            </Link>
          )}
          <div class="font-mono text-12 text-muted">{key}</div>
        </>
      ),
    },
    { id: "group", label: words.group, cell: ({ group }) => words.groups[group] },
    { id: "type", label: words.type, cell: ({ type }) => words.types[type] },
    {
      id: "notes",
      label: words.notes,
      cell: ({ notes, unit, standard, personal, browser }) => (
        <div class="grid min-w-56 gap-1 py-1">
          {(notes || unit) && (
            <span class="max-w-prose text-12 text-muted">{notes || (unit && words.units[unit])}</span>
          )}
          <span class="flex flex-wrap gap-1 empty:hidden">
            {!standard && <Badge tone="accent">{words.own}</Badge>}
            {personal && <Badge>{words.personal}</Badge>}
            {browser && <Badge>{words.browser}</Badge>}
          </span>
        </div>
      ),
    },
  ];
}

/** The shop's own come first: they are what is edited. */
function select(
  attributes: readonly AttributeRow[],
  kind: (typeof kinds)[number],
  search: string,
): AttributeRow[] {
  const wanted = search.trim().toLowerCase();
  return attributes
    .filter(({ standard }) => kind === "all" || standard === (kind === "standard"))
    .filter(({ key, label, notes }) => `${key} ${label} ${notes}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(a.standard) - Number(b.standard));
}
