// "[has] rows in [Pets] where [Species] [is one of] [Cat] … [at least] [2] rows, [in the last] [60] [days]".
import { COMPARED_SUM, COMPARED_TIMES } from "../../../core/rules/did-parse";
import { cellOperators, MOST_CELLS } from "../../../core/rules/has-parse";
import { type OperatorName, operatorOf } from "../../../core/rules/operators";
import type { CellRule, ColumnSum, HasRule, Times } from "../../../core/rules/rule";
import { type Column, columnOf, factOf, isNumberColumn, type Table } from "../../../core/tables/table";
import { IconButton } from "../../components/icon-button";
import { X } from "../../components/icons";
import { NumberInput } from "../../components/number-input";
import { text } from "../../texts/index";
import { useEditing } from "../context";
import { withPart } from "./deed";
import { TimeframeWords } from "./timeframe";
import { ValueWords } from "./value";
import { Word } from "./word";

export interface RowsProps {
  rule: HasRule;
  negated: boolean;
  onRule: (rule: HasRule) => void;
  invalid: (field: string) => boolean;
}

/** What follows the table. */
export function RowsWords({ rule, negated, onRule, invalid }: RowsProps) {
  const table = useEditing().vocabulary.attributes.tables?.get(rule.has);
  if (!table) return null;
  const words = text.rules.rows;
  return (
    <>
      <RowTotal rule={rule} table={table} negated={negated} onRule={onRule} invalid={invalid} />
      {table.date && (
        <>
          <span>{words.dated(columnOf(table, table.date)?.label ?? table.date)}</span>
          <TimeframeWords
            optional
            label={text.rules.during}
            value={rule.during}
            invalid={invalid("during")}
            onValue={(during) => onRule(withPart(rule, "during", during))}
          />
        </>
      )}
      <WhereWords
        table={table}
        where={rule.where}
        onWhere={(where) => onRule(withPart(rule, "where", where))}
        invalid={invalid}
      />
    </>
  );
}

export interface WhereProps {
  table: Pick<Table, "columns">;
  where: CellRule[] | undefined;
  onWhere: (where: CellRule[] | undefined) => void;
  invalid: (field: string) => boolean;
}

/** "where [Species] [is one of] [Cat] and …". */
export function WhereWords({ table, where = [], onWhere, invalid }: WhereProps) {
  const labelOf = (key: string) => table.columns.find((column) => column.key === key)?.label ?? key;
  const setWhere = (cells: CellRule[]) => onWhere(cells.length > 0 ? cells : undefined);
  const words = text.rules.rows;
  return (
    <>
      {where.map((cell, i) => (
        <span key={i} class="flex min-w-0 basis-full flex-wrap items-center gap-x-1.5 gap-y-1 pl-4">
          <span>{i === 0 ? words.where : text.rules.and}</span>
          <CellWords
            cell={cell}
            table={table}
            invalid={(field) => invalid(`where[${i}].${field}`)}
            onCell={(next) => setWhere(where.map((one, place) => (place === i ? next : one)))}
          />
          <IconButton
            icon={X}
            size="small"
            label={words.remove(labelOf(cell.column))}
            onClick={() => setWhere(where.filter((_, place) => place !== i))}
          />
        </span>
      ))}
      {where.length < MOST_CELLS && (
        <Word
          quiet
          label={words.add}
          value=""
          shown={where.length === 0 ? words.where : text.rules.and}
          onValue={(key: string) => {
            const column = table.columns.find((column) => column.key === key);
            if (column) setWhere([...where, begun(column)]);
          }}
          options={[
            { value: "", label: words.add },
            ...table.columns.map(({ key, label }) => ({ value: key, label })),
          ]}
        />
      )}
    </>
  );
}

/** What is asked of a column most often. */
function begun(column: Column): CellRule {
  const fact = factOf(column);
  const usual: { [F in typeof fact]?: OperatorName } = { number: "atLeast", date: "during", text: "oneOf" };
  return { column: column.key, is: usual[fact] ?? cellOperators(column)[0]! };
}

interface CellProps {
  cell: CellRule;
  table: Pick<Table, "columns">;
  onCell: (cell: CellRule) => void;
  invalid: (field: string) => boolean;
}

function CellWords({ cell, table, onCell, invalid }: CellProps) {
  const column = table.columns.find(({ key }) => key === cell.column);
  if (!column) return <span>{cell.column}</span>;
  const operator = operatorOf(cell.is);
  const { value, ...rest } = cell;
  const words = text.rules.rows;
  return (
    <>
      <Word
        label={words.column}
        value={cell.column}
        onValue={(key) => onCell(begun(table.columns.find((column) => column.key === key)!))}
        options={table.columns.map(({ key, label }) => ({ value: key, label }))}
      />
      <Word
        label={text.rules.operator}
        value={cell.is}
        invalid={invalid("is")}
        onValue={(is) => {
          const keeps = operatorOf(is).input === operator.input && value !== undefined;
          onCell({ column: cell.column, is, ...(keeps && { value }) });
        }}
        options={cellOperators(column).map((is) => ({ value: is, label: operatorOf(is).label }))}
      />
      <ValueWords
        input={operator.input}
        label={text.rules.valueOf(column.label)}
        fact={{ type: factOf(column), options: column.options }}
        value={value}
        invalid={invalid("value")}
        onValue={(next) => onCell({ ...rest, ...(next !== undefined && { value: next }) })}
      />
    </>
  );
}

interface TotalProps extends RowsProps {
  table: Table;
}

/** At least one is what the rule language means when nothing is said. */
const ONE = "one";

/** "[at least] [2] rows", "whose [Price] comes to [at least] [50]". */
function RowTotal({ rule, table, negated, onRule, invalid }: TotalProps) {
  const { times, sum, ...rest } = rule;
  const words = text.rules.rows;
  const n = times ? (Object.values(times)[0] as number) : null;
  const chosen = sum ? `${sum.of}:${compared(sum)}` : times ? `:${compared(times)}` : ONE;
  const choose = (next: string) => {
    if (next === ONE) return onRule(rest);
    const [of, is = ""] = next.split(":");
    if (of) onRule({ ...rest, sum: { of, [is]: is === "between" ? [null, null] : null } as never });
    else onRule({ ...rest, times: { [is]: n ?? (is === "atLeast" ? 2 : 1) } as never });
  };
  return (
    <>
      <Word
        label={words.howMany}
        value={chosen}
        onValue={choose}
        options={[
          {
            group: words.counted,
            options: [
              { value: ONE, label: negated ? words.any : words.one },
              ...COMPARED_TIMES.map((is) => ({ value: `:${is}`, label: text.rules.times[is] })),
            ],
          },
          ...table.columns.filter(isNumberColumn).map(({ key, label }) => ({
            group: words.summed(label),
            options: COMPARED_SUM.map((is) => ({
              value: `${key}:${is}`,
              label: words.sum(label, text.rules.sums.quantity[is]),
            })),
          })),
        ]}
      />
      {times && (
        <>
          <NumberInput
            inline
            aria-label={words.howMany}
            value={n}
            min={0}
            max={1_000_000}
            invalid={invalid("times")}
            onValue={(next) => onRule({ ...rest, times: { [compared(times)]: next } as unknown as Times })}
          />
          <span>{words.unit(n ?? 2)}</span>
        </>
      )}
      {sum && (
        <ValueWords
          input={compared(sum) === "between" ? "numbers" : "number"}
          label={words.summed(columnOf(table, sum.of)?.label ?? sum.of)}
          fact={{ type: "number" }}
          value={(sum as unknown as Record<string, unknown>)[compared(sum)]}
          invalid={invalid("sum")}
          onValue={(next) =>
            onRule({ ...rest, sum: { of: sum.of, [compared(sum)]: next ?? null } as unknown as ColumnSum })
          }
        />
      )}
    </>
  );
}

const compared = (comparison: Times | ColumnSum) => Object.keys(comparison).find((key) => key !== "of")!;
