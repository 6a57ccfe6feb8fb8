// All attributes, standard and own, in their groups: what each means, of how many people it is known, some values.
import { useEffect, useMemo } from "preact/hooks";
import { type Computed, holdsOf } from "../../../core/attributes/computed";
import { describeComputed } from "../../../core/attributes/computed-words";
import { Badge } from "../../components/badge";
import { ErrorNote } from "../../components/error-note";
import { Link } from "../../components/link";
import { Panel } from "../../components/panel";
import { SearchBox } from "../../components/search-box";
import { SegmentedControl } from "../../components/segmented-control";
import { Skeleton } from "../../components/skeleton";
import { type Column, Table } from "../../components/table";
import { formatFact } from "../../models/fact";
import { resource } from "../../models/resource";
import { currentShop } from "../../models/session";
import { asChoice, asText, url } from "../../models/url";
import { ProductName } from "../../rules/product-name";
import { namesFor, vocabulary } from "../../rules/vocabulary";
import { format, text } from "../../texts/index";
import { type AttributeRow, type Known, loadAttributes, loadExplored } from "./data";
import { AttributeFiles } from "./files";
import { KnownOf, SampleNote } from "./known";

const kinds = ["all", "own", "standard"] as const;

export function AttributeList() {
  const attributes = useLoaded(loadAttributes);
  const explored = useLoaded(loadExplored);
  const kind = useMemo(() => url("kind", asChoice(...kinds), "all"), []);
  const search = useMemo(() => url("q", asText, ""), []);
  const words = text.attributes;
  const known = explored.data.value && new Map(explored.data.value.attributes.map((one) => [one.key, one]));
  const found = attributes.data.value && select(attributes.data.value, kind.value, search.value);
  const groups = found && [...Map.groupBy(found, ({ group }) => group)];
  const error = attributes.error.value ?? explored.error.value;
  return (
    <div class="grid gap-6">
      <div class="grid gap-3">
        <div class="flex flex-wrap items-center gap-3">
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
        {explored.data.value && <SampleNote {...explored.data.value} />}
      </div>
      {error && (
        <ErrorNote
          problem={error}
          onRetry={() => {
            void attributes.refresh();
            void explored.refresh();
          }}
        />
      )}
      <AttributeFiles />
      {groups?.map(([group, rows]) => (
        <Panel key={group} flush title={words.groups[group]}>
          <Table
            caption={words.groups[group]}
            columns={columns(known, explored.data.value?.people ?? 0)}
            rows={rows}
            keyOf={({ key }) => key}
          />
        </Panel>
      ))}
      {groups?.length === 0 && (
        <p class="max-w-prose text-muted">
          {kind.value === "own" && !search.value ? words.noneOwn : words.noneFound}
        </p>
      )}
      {!groups && !error && <Skeleton widths={[30, 90, 80, 85, 70]} />}
    </div>
  );
}

function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>) {
  const loaded = useMemo(
    () =>
      resource(
        () => true,
        (_, signal) => load(signal),
      ),
    [],
  );
  useEffect(() => loaded.dispose, []);
  return loaded;
}

function columns(known: ReadonlyMap<string, Known> | undefined, people: number): Column<AttributeRow>[] {
  const words = text.attributes;
  return [
    {
      id: "name",
      label: words.name,
      cell: ({ key, label }) => (
        <div class="min-w-32 sm:min-w-40">
          <Link quiet to={`/attributes/${key}`}>
            {label}
          </Link>
          <div class="font-mono text-12 break-all text-muted">{key}</div>
        </div>
      ),
    },
    {
      id: "known",
      label: words.known,
      cell: ({ key }) => <KnownOf known={known?.get(key)?.known} people={people} />,
    },
    {
      id: "examples",
      label: words.examples,
      cell: (attribute) => <Examples attribute={attribute} known={known?.get(attribute.key)} />,
    },
    {
      id: "notes",
      label: words.notes,
      cell: (attribute) => <Meaning attribute={attribute} />,
    },
  ];
}

function Meaning({ attribute }: { attribute: AttributeRow }) {
  const { type, notes, unit, standard, personal, browser, options, computed } = attribute;
  const words = text.attributes;
  const said = [
    unit && unit !== "count" ? `${words.types[type]}, ${words.units[unit]}` : words.types[type],
    notes || (!standard && options.length > 0 && format.list(options.slice(0, 8), "disjunction")),
  ];
  return (
    <div class="grid max-w-80 min-w-48 gap-1 py-1 text-12">
      <span class="text-muted">{said.filter(Boolean).join(" · ")}</span>
      {computed && !notes && <HowComputed computed={computed} />}
      <span class="flex flex-wrap gap-1 empty:hidden">
        {!standard && <Badge tone="accent">{words.own}</Badge>}
        {personal && <Badge>{words.personal}</Badge>}
        {browser && <Badge>{words.browser}</Badge>}
        {computed && <Badge>{"score" in computed ? words.score : words.computed}</Badge>}
      </span>
    </div>
  );
}

function HowComputed({ computed }: { computed: Computed }) {
  const names = vocabulary().data.value;
  return <span class="line-clamp-3 text-muted">{names && describeComputed(computed, namesFor(names))}</span>;
}

function Examples({ attribute, known }: { attribute: AttributeRow; known: Known | undefined }) {
  if (!known || known.examples.length === 0) return null;
  const areProducts = holdsOf(attribute) === "products";
  const shown = known.examples.map((value) => formatFact(value, attribute, currentShop()));
  return (
    <ul class="grid max-w-60 min-w-36 text-12 text-muted">
      {shown.map((value) => (
        <li key={value} class="truncate">
          {areProducts ? <ProductName id={value} /> : value}
        </li>
      ))}
    </ul>
  );
}

/** The shop's own come first in their group: they are what is edited. */
function select(
  attributes: readonly AttributeRow[],
  kind: (typeof kinds)[number],
  search: string,
): AttributeRow[] {
  const wanted = search.trim().toLowerCase();
  const order = Object.keys(text.attributes.groups);
  return attributes
    .filter(({ standard }) => kind === "all" || standard === (kind === "standard"))
    .filter(({ key, label, notes, type }) =>
      `${key} ${label} ${notes} ${text.attributes.types[type]}`.toLowerCase().includes(wanted),
    )
    .sort(
      (a, b) => order.indexOf(a.group) - order.indexOf(b.group) || Number(a.standard) - Number(b.standard),
    );
}
