// The question as a sentence of controls: "Take what they [bought] [in the last] [12] [months], and make a row for each
// [Brand] with [Pieces] [Amount] [Last]".
import type { ComponentChildren } from "preact";
import { isOfRows, type Query, type RowSource, type Source } from "../../../../core/queries/query";
import {
  columnsOf,
  groupKey,
  groupLabel,
  groupsFor,
  keptBy,
  measuredKey,
  measuredLabel,
  measuresFor,
} from "../../../../core/queries/result";
import { type ActivityKind, activities, activityEntry } from "../../../../core/rules/activities";
import { columnOf, factOf, LIMITS } from "../../../../core/tables/table";
import { IconButton } from "../../../components/icon-button";
import { Plus, X } from "../../../components/icons";
import { NumberInput } from "../../../components/number-input";
import { currentShop } from "../../../models/session";
import { EditingContext } from "../../../rules/context";
import { AfterWords } from "../../../rules/parts/after";
import { DeedWords, withPart } from "../../../rules/parts/deed";
import { WhereWords } from "../../../rules/parts/rows";
import { TimeframeWords } from "../../../rules/parts/timeframe";
import { Word } from "../../../rules/parts/word";
import type { Vocabulary } from "../../../rules/vocabulary";
import { text } from "../../../texts/index";

export interface SentenceProps {
  query: Query;
  vocabulary: Vocabulary;
  /** Key of the table that it fills: it cannot ask it. */
  table: string | undefined;
  onQuery: (query: Query) => void;
  invalid: (path: string) => boolean;
}

export function Sentence(props: SentenceProps) {
  const { query, vocabulary } = props;
  return (
    <EditingContext.Provider
      value={{ rule: query.from, vocabulary, choices: [], faults: [], change: () => {}, say: () => {} }}
    >
      <div class="grid gap-3">
        <Line>
          <SourceWords {...props} />
        </Line>
        <Line>
          <GroupWords {...props} />
          <ColumnWords {...props} />
        </Line>
        <Line>
          <KeepWords {...props} />
        </Line>
      </div>
    </EditingContext.Provider>
  );
}

const Line = ({ children }: { children: ComponentChildren }) => (
  <div class="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1">{children}</div>
);

function SourceWords({ query, vocabulary, table, onQuery, invalid }: SentenceProps) {
  const { from } = query;
  const words = text.tableQueries;
  const { tables } = vocabulary.attributes;
  const others = [...(tables?.values() ?? [])].filter(({ key }) => key !== table);
  const choose = (next: string) => {
    const [kind, key = ""] = next.split(" ");
    const during = isOfRows(from) ? undefined : from.during;
    const source: Source =
      kind === "has" ? { has: key } : { did: key as ActivityKind, ...(during && { during }) };
    onQuery(fitting({ ...query, from: source }, vocabulary));
  };
  const set = (next: Source) => onQuery({ ...query, from: next });
  return (
    <>
      <span>{isOfRows(from) ? words.takeRows : words.take}</span>
      <Word
        label={words.source}
        value={isOfRows(from) ? `has ${from.has}` : `did ${from.did}`}
        onValue={choose}
        options={[
          {
            group: words.deeds,
            options: (Object.keys(activities) as ActivityKind[]).map((kind) => ({
              value: `did ${kind}`,
              label: activityEntry(kind).label,
            })),
          },
          ...(others.length > 0
            ? [
                {
                  group: words.tables,
                  options: others.map(({ key, label }) => ({ value: `has ${key}`, label })),
                },
              ]
            : []),
        ]}
      />
      {isOfRows(from) ? (
        <RowWords from={from} vocabulary={vocabulary} onFrom={set} invalid={invalid} />
      ) : (
        <>
          <DeedWords
            deed={from}
            onPart={(key, value) => set(withPart(from, key, value))}
            invalid={(field) => invalid(`from.${field}`)}
          />
          <TimeframeWords
            past
            label={words.during}
            value={from.during}
            invalid={invalid("from.during")}
            onValue={(during) => set(withPart(from, "during", during))}
          />
          {from.after ? (
            <AfterWords
              after={from.after}
              invalid={(field) => invalid(`from.after.${field}`)}
              onAfter={(after) => set(withPart(from, "after", after))}
            />
          ) : (
            <IconButton
              icon={Plus}
              size="small"
              label={words.addAfter}
              onClick={() => set({ ...from, after: { did: "viewed_product" } })}
            />
          )}
        </>
      )}
    </>
  );
}

interface RowWordsProps extends Pick<SentenceProps, "vocabulary" | "invalid"> {
  from: RowSource;
  onFrom: (from: RowSource) => void;
}

function RowWords({ from, vocabulary, onFrom, invalid }: RowWordsProps) {
  const table = vocabulary.attributes.tables?.get(from.has);
  if (!table) return null;
  return (
    <>
      {table.date && (
        <>
          <span>{text.tableQueries.dated(columnOf(table, table.date)?.label ?? table.date)}</span>
          <TimeframeWords
            optional
            label={text.tableQueries.during}
            value={from.during}
            invalid={invalid("from.during")}
            onValue={(during) => onFrom(withPart(from, "during", during))}
          />
        </>
      )}
      <WhereWords
        table={table}
        where={from.where}
        onWhere={(where) => onFrom(withPart(from, "where", where))}
        invalid={(field) => invalid(`from.${field}`)}
      />
    </>
  );
}

function GroupWords({ query, vocabulary, onQuery, invalid }: SentenceProps) {
  const { tables } = vocabulary.attributes;
  const offered = groupsFor(query.from, tables);
  const words = text.tableQueries;
  return (
    <>
      <span>{words.rowForEach}</span>
      <Word
        label={words.by}
        value={idOf(query.by)}
        invalid={invalid("by")}
        onValue={(next) => onQuery({ ...query, by: offered.find((by) => idOf(by) === next)! })}
        options={offered.map((by) => ({ value: idOf(by), label: groupLabel(by, query.from, tables) }))}
      />
    </>
  );
}
const idOf = (by: Query["by"]) => (typeof by === "string" ? by : `column ${groupKey(by)}`);

function ColumnWords({ query, vocabulary, onQuery }: SentenceProps) {
  const { tables } = vocabulary.attributes;
  const words = text.tableQueries;
  const labelOf = (one: Query["columns"][number]) =>
    measuredLabel(one, query.from, tables, currentShop().currency);
  const left = measuresFor(query.from, tables).filter(
    (one) => !query.columns.some((known) => measuredKey(known) === measuredKey(one)),
  );
  return (
    <>
      <span>{words.with}</span>
      {query.columns.map((column) => (
        <span key={measuredKey(column)} class="inline-word pr-0.5">
          {labelOf(column)}
          {query.columns.length > 1 && (
            <IconButton
              icon={X}
              size="small"
              label={words.removeColumn(labelOf(column))}
              onClick={() =>
                onQuery(
                  fitting(
                    { ...query, columns: query.columns.filter((other) => other !== column) },
                    vocabulary,
                  ),
                )
              }
            />
          )}
        </span>
      ))}
      {left.length > 0 && (
        <Word
          quiet
          label={words.addColumn}
          value=""
          shown={text.rules.and}
          onValue={(key: string) => {
            const column = left.find((one) => measuredKey(one) === key);
            if (column) onQuery({ ...query, columns: [...query.columns, column] });
          }}
          options={[
            { value: "", label: words.addColumn },
            ...left.map((one) => ({ value: measuredKey(one), label: labelOf(one) })),
          ]}
        />
      )}
    </>
  );
}

function KeepWords({ query, vocabulary, onQuery, invalid }: SentenceProps) {
  const { tables } = vocabulary.attributes;
  const words = text.tableQueries;
  const columns = columnsOf(query, tables, currentShop().currency).filter((one) => factOf(one) !== "text");
  const keep = query.keep ?? { most: keptBy(query), rows: LIMITS.rows };
  return (
    <>
      <span>{words.keepRows}</span>
      <WhereWords
        table={{ columns }}
        where={query.where}
        onWhere={(where) => onQuery(withPart(query, "where", where))}
        invalid={invalid}
      />
      <span class="basis-full" />
      <span>{words.keep}</span>
      <NumberInput
        inline
        aria-label={words.keepCount}
        value={keep.rows}
        min={1}
        max={LIMITS.rows}
        invalid={invalid("keep.rows")}
        onValue={(rows) => onQuery({ ...query, keep: { ...keep, rows: rows as number } })}
      />
      <span>{words.keepMost}</span>
      <Word
        label={words.keepBy}
        value={keep.most}
        invalid={invalid("keep.most")}
        onValue={(most) => onQuery({ ...query, keep: { ...keep, most } })}
        options={columns.map(({ key, label }) => ({ value: key, label }))}
      />
    </>
  );
}

/** Keeps what the source can be asked for; where nothing is left, what is asked most often. */
function fitting(query: Query, { attributes: { tables } }: Vocabulary): Query {
  const { from } = query;
  const groups = groupsFor(from, tables);
  const measures = measuresFor(from, tables);
  const by = groups.find((one) => idOf(one) === idOf(query.by)) ?? groups[0] ?? query.by;
  const columns = query.columns.filter((one) =>
    measures.some((other) => measuredKey(other) === measuredKey(one)),
  );
  const some = columns.length > 0 ? columns : measures.slice(0, 1);
  const keys = some.map(measuredKey);
  const where = query.where?.filter(({ column }) => keys.includes(column));
  const { where: _, keep, ...rest } = query;
  return {
    ...rest,
    ...{ by, columns: some },
    ...(where && where.length > 0 && { where }),
    ...(keep && keys.includes(keep.most) && { keep }),
  };
}
