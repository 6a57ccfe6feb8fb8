// The segments that they are in, each with its why; fixed lists are joined and left by hand.
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { answer, api } from "../../api";
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { ErrorNote } from "../../components/error-note";
import { IconButton } from "../../components/icon-button";
import { X } from "../../components/icons";
import { Link } from "../../components/link";
import { Picker } from "../../components/picker";
import { RelativeTime } from "../../components/relative-time";
import { searchOptions } from "../../components/search-options";
import { may } from "../../models/permissions";
import { currentShop, shopParam } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import type { Person, PersonModel } from "./model";
import { Section } from "./section";

interface SegmentsProps {
  model: PersonModel;
  person: Person;
  /** With an empty id: choose one from the list. */
  onWhy: (id: string) => void;
}

export function Segments({ model, person, onWhy }: SegmentsProps) {
  const words = text.profiles.segments;
  const change = useMemo(() => model.changing(), [model]);
  const edits = may("marketer");

  async function move(segment: { id: string; name: string }, isIn: boolean) {
    const { added, removed } = text.person.lists;
    const [there, back] = isIn
      ? [{ join: [segment.id] }, { leave: [segment.id] }]
      : [{ leave: [segment.id] }, { join: [segment.id] }];
    const { ok } = await change.run(there);
    if (ok) notify((isIn ? added : removed)(segment.name), { undo: () => void change.run(back) });
  }

  return (
    <Section title={words.title}>
      {person.segments.length === 0 && <p class="text-muted">{words.none}</p>}
      <ul class="grid gap-3">
        {person.segments.map((segment) => (
          <Membership
            key={segment.id}
            segment={segment}
            onWhy={() => onWhy(segment.id)}
            onLeave={edits && segment.kind === "static" ? () => void move(segment, false) : undefined}
          />
        ))}
      </ul>
      <div class="mt-3 flex flex-wrap gap-2">
        {edits && <JoinList person={person} onJoin={(segment) => void move(segment, true)} />}
        <Button size="small" onClick={() => onWhy("")}>
          {words.other}
        </Button>
      </div>
      {change.error.value && (
        <div class="mt-3">
          <ErrorNote problem={change.error.value} />
        </div>
      )}
    </Section>
  );
}

function Membership({
  segment: { id, name, kind, since },
  onWhy,
  onLeave,
}: {
  segment: Person["segments"][number];
  onWhy: () => void;
  onLeave: (() => void) | undefined;
}) {
  const words = text.profiles.segments;
  return (
    <li class="flex items-start justify-between gap-3">
      <div class="min-w-0">
        <Link to={`/segments/${encodeURIComponent(id)}`} quiet>
          {name}
        </Link>
        <div class="flex flex-wrap items-center gap-x-2 text-12 text-muted">
          {kind === "static" && <Badge>{text.person.lists.fixed}</Badge>}
          <span>
            {words.since} <RelativeTime at={since} timeZone={currentShop().timeZone} />
          </span>
        </div>
      </div>
      <div class="-mr-2.5 flex shrink-0">
        <Button size="small" kind="quiet" label={words.whyOf(name)} onClick={onWhy}>
          {words.why}
        </Button>
        {onLeave && (
          <IconButton icon={X} size="small" label={text.person.lists.remove(name)} onClick={onLeave} />
        )}
      </div>
    </li>
  );
}

interface List {
  id: string;
  name: string;
}

function JoinList({ person, onJoin }: { person: Person; onJoin: (segment: List) => void }) {
  const words = text.person.lists;
  const lists = useMemo(() => signal<readonly List[]>(), []);
  const query = useMemo(() => signal(""), []);

  function ask(typed: string) {
    query.value = typed;
    if (typed) return;
    void answer(api.shops[":shop"].segments.$get({ param: shopParam() })).then(
      ({ segments }) => {
        lists.value = segments.filter(({ kind, archivedAt }) => kind === "static" && archivedAt === null);
      },
      () => {
        lists.value = [];
      },
    );
  }

  const inIt = new Set(person.segments.map(({ id }) => id));
  const open = (lists.value ?? []).filter(({ id }) => !inIt.has(id));
  return (
    <Picker
      label={words.add}
      class="btn btn-plain btn-sm"
      searching={lists.value === undefined}
      options={searchOptions(
        open.map(({ id, name }) => ({ value: id, label: name })),
        query.value,
      )}
      onQuery={ask}
      nothing={words.none}
      onChoose={(id) => {
        const segment = open.find((one) => one.id === id);
        if (segment) onJoin(segment);
      }}
    >
      {words.add}
    </Picker>
  );
}
