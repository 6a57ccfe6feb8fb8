// Profiles: everybody who came, found by name, email or id, narrowed by segment.
import { Button } from "../../components/button";
import { Combobox } from "../../components/combobox";
import { EmptyState } from "../../components/empty-state";
import { ErrorNote } from "../../components/error-note";
import { Search, Upload, UserRound } from "../../components/icons";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { Panel } from "../../components/panel";
import { SearchBox } from "../../components/search-box";
import { SegmentedControl } from "../../components/segmented-control";
import { may } from "../../models/permissions";
import { useModel } from "../../models/use-model";
import { text } from "../../texts/index";
import { ExportPeople } from "../exports/export-people";
import { type PeopleModel, peopleModel, type Who } from "./model";
import { People } from "./people";

export default function ProfilesPage() {
  const model = useModel(peopleModel);
  const { page } = model;
  const found = page.data.value;
  const nobodyAtAll = found?.total?.people === 0 && !model.filtered && !page.stale.value;
  return (
    <>
      <PageHeader
        title={text.pages.profiles}
        about={text.profiles.about}
        actions={
          <>
            {may("marketer") && (
              <Link to="/imports" button="plain" icon={Upload}>
                {text.pages.imports}
              </Link>
            )}
            {!nobodyAtAll && <ExportFound model={model} />}
          </>
        }
      />
      {nobodyAtAll ? (
        <Empty />
      ) : (
        <div class="grid gap-4">
          <Filters model={model} />
          {page.error.value && <ErrorNote problem={page.error.value} onRetry={() => void page.refresh()} />}
          {(found || !page.error.value) && <Found model={model} />}
        </div>
      )}
    </>
  );
}

/** Those who are in the list as it is searched and filtered. */
function ExportFound({ model }: { model: PeopleModel }) {
  const { q, segment, who } = model;
  const words = text.exports;
  const typed = model.seesNames ? q.value.trim() : "";
  const chosen = model.segments.data.value?.find(({ id }) => id === segment.value);
  const narrowed = typed !== "" || who.value !== "all";
  const whom = {
    ...(typed && { q: typed }),
    ...(segment.value && { segment: segment.value }),
    ...(who.value !== "all" && { identified: who.value === "identified" }),
  };
  const inWords = chosen
    ? narrowed
      ? words.narrowedIn(chosen.name)
      : chosen.name
    : narrowed
      ? words.found
      : words.everyone;
  return <ExportPeople whom={whom} who={inWords} />;
}

function Filters({ model }: { model: PeopleModel }) {
  const words = text.profiles.list;
  const segments = (model.segments.data.value ?? []).filter(({ archivedAt }) => archivedAt === null);
  const options = [
    { value: "", label: words.anySegment },
    ...segments.map(({ id, name, size }) => ({ value: id, label: name, detail: words.people(size) })),
  ];
  const whos: Who[] = ["all", "identified", "unidentified"];
  return (
    <div class="flex flex-wrap items-center gap-3">
      {model.seesNames ? (
        <div class="grow basis-64 sm:max-w-xs">
          <SearchBox
            value={model.q.value}
            onValue={(value) => {
              model.q.value = value;
            }}
            label={words.search}
            placeholder={words.searchHint}
          />
        </div>
      ) : (
        <p class="basis-full text-muted">{words.noSearch}</p>
      )}
      <div class="grow basis-56 sm:max-w-64">
        <Combobox
          aria-label={words.segment}
          value={model.segment.value}
          onValue={(value) => {
            model.segment.value = value;
          }}
          options={options}
          placeholder={words.segment}
        />
      </div>
      <SegmentedControl
        label={words.who}
        value={model.who.value}
        onValue={(value) => {
          model.who.value = value;
        }}
        options={whos.map((value) => ({ value, label: words[value] }))}
      />
    </div>
  );
}

function Found({ model }: { model: PeopleModel }) {
  const words = text.profiles.list;
  const { page, more } = model;
  const { items, total, next } = page.data.value ?? { items: undefined, total: null, next: null };
  const counting = page.stale.value || items === undefined;
  if (items?.length === 0 && !counting) return <Nobody model={model} />;
  return (
    <>
      <p role="status" class={counting ? "text-muted" : ""}>
        {total ? words.count(total) : text.count.counting}
      </p>
      <Panel flush>
        <div class={page.stale.value ? "opacity-60 transition-opacity delay-150" : ""}>
          <People rows={items} />
        </div>
      </Panel>
      {more.error.value && <ErrorNote problem={more.error.value} onRetry={() => void more.run(undefined)} />}
      {items && total && (
        <div class="flex flex-wrap items-center justify-center gap-4">
          <span class="text-12 text-muted tabular-nums">{words.shown(items.length, total)}</span>
          {next && (
            <Button busy={more.busy.value} onClick={() => void more.run(undefined)}>
              {words.more}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Nobody({ model }: { model: PeopleModel }) {
  const words = text.profiles.list;
  return (
    <EmptyState
      icon={Search}
      title={words.nobodyTitle}
      action={<Button onClick={model.clear}>{words.clear}</Button>}
    >
      {model.q.value.trim() ? words.nobody : words.nobodyFiltered}
    </EmptyState>
  );
}

function Empty() {
  const words = text.profiles.list;
  return (
    <EmptyState
      icon={UserRound}
      title={words.emptyTitle}
      action={
        <Link to="/" button="primary">
          {words.emptyAction}
        </Link>
      }
    >
      {words.empty}
    </EmptyState>
  );
}
