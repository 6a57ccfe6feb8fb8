// Who asked for an erasure, when and why, and its receipt. Nothing of the people.
import { useEffect, useMemo } from "preact/hooks";
import { Badge } from "../../../components/badge";
import { ErrorNote } from "../../../components/error-note";
import { Download } from "../../../components/icons";
import { Panel } from "../../../components/panel";
import { RelativeTime } from "../../../components/relative-time";
import { type Column, Table } from "../../../components/table";
import { may } from "../../../models/permissions";
import { currentShop } from "../../../models/session";
import { format, text } from "../../../texts/index";
import { type Erasure, erasuresModel, receiptAddress } from "./model";

export function Erasures() {
  const erasures = useMemo(erasuresModel, []);
  useEffect(() => erasures.dispose, []);
  const words = text.privacy.erasures;
  if (!may("marketer"))
    return (
      <Panel title={words.title}>
        <p class="text-muted">{words.marketersOnly}</p>
      </Panel>
    );
  const { data, error } = erasures;
  const named = [...new Set(data.value?.flatMap(({ namedIn }) => namedIn.map(({ name }) => name)))];
  return (
    <Panel flush title={words.title} about={words.about}>
      {error.value && <ErrorNote problem={error.value} onRetry={() => void erasures.refresh()} />}
      {named.length > 0 && (
        <p class="mx-(--pane-inset) mb-3 rounded-field bg-warn-soft px-3 py-2">
          {words.namedIn(format.list(named))}
        </p>
      )}
      {!error.value && (
        <Table
          caption={words.caption}
          columns={columns()}
          rows={data.value}
          keyOf={({ id }) => id}
          empty={words.none}
        />
      )}
    </Panel>
  );
}

function columns(): Column<Erasure>[] {
  const words = text.privacy.erasures;
  const { timeZone } = currentShop();
  const day = (at: number) => format.dateTime(at, { dateStyle: "medium", timeZone });
  return [
    { id: "at", label: words.when, cell: ({ at }) => <RelativeTime at={at} timeZone={timeZone} /> },
    { id: "reason", label: words.reason, cell: ({ reason }) => words.reasons[reason] },
    { id: "by", label: words.by, cell: ({ by }) => by ?? words.nobody },
    { id: "people", label: words.people, numeric: true, cell: ({ people }) => format.number(people) },
    {
      id: "state",
      label: words.state,
      cell: ({ doneAt }) =>
        doneAt === null ? (
          <Badge tone="warn">{words.underWay}</Badge>
        ) : (
          <Badge tone="good">{words.done}</Badge>
        ),
    },
    {
      id: "backups",
      label: words.backups,
      cell: ({ backupsExpireAt }) => (
        <span class="whitespace-nowrap">
          {backupsExpireAt === null ? words.nobody : day(backupsExpireAt)}
        </span>
      ),
    },
    {
      id: "receipt",
      label: words.receipt,
      cell: ({ id, at }) => (
        <a
          class="touch-target text-accent"
          href={receiptAddress(id)}
          download
          aria-label={words.receiptLabel(day(at))}
        >
          <Download size={16} aria-hidden="true" />
        </a>
      ),
    },
  ];
}
