/** The table that a query fills: its columns follow from the question. */
import type { Attributes } from "../attributes/attribute";
import { activityEntry } from "../rules/activities";
import { type Column, columnOf, factOf, isNumberColumn, type Table } from "../tables/table";
import { groupEntry, groupsForDeed, groupsOfTime } from "./groups";
import { type MeasureName, measureEntry, measureNames, measuresForDeed } from "./measures";
import { type GroupBy, isOfRows, type Measured, type Query, type Source } from "./query";

type Tables = Attributes["tables"];

/** What can be grouped by. */
export function groupsFor(source: Source, tables: Tables): GroupBy[] {
  if (!isOfRows(source)) return groupsForDeed(source.did);
  const table = tables?.get(source.has);
  const columns = table?.columns.filter(isGroupColumn).map(({ key }) => ({ column: key })) ?? [];
  return [...columns, ...(table?.date ? groupsOfTime : [])];
}

/** What can be said of a group. */
export function measuresFor(source: Source, tables: Tables): Measured[] {
  if (!isOfRows(source)) return measuresForDeed(source.did).map((measure) => ({ measure }));
  const table = tables?.get(source.has);
  return measureNames.flatMap((measure): Measured[] => {
    const { ofRows } = measureEntry(measure);
    if (ofRows === "number")
      return table?.columns.filter(isNumberColumn).map(({ key }) => ({ measure, of: key })) ?? [];
    return ofRows === "rows" || (ofRows === "date" && table?.date) ? [{ measure }] : [];
  });
}

/** In the order in which they are shown: the group, what stands beside it, what is said of it. */
export function columnsOf({ from, by, columns }: Query, tables: Tables, currency: string): Column[] {
  const table = isOfRows(from) ? tables?.get(from.has) : undefined;
  const beside = typeof by === "string" ? groupEntry(by).beside : undefined;
  const source = typeof by === "string" ? undefined : table && columnOf(table, by.column);
  return [
    {
      ...{ key: groupKey(by), label: groupLabel(by, from, tables), type: "shortText" },
      ...(source?.personal && { personal: true }),
    },
    ...(beside ? [{ key: beside.key, label: beside.label, type: "shortText" as const }] : []),
    ...columns.map((measured): Column => {
      const of = table && columnOf(table, measured.of);
      const date = table && columnOf(table, table.date);
      const { type } = measureEntry(measured.measure);
      return {
        key: measuredKey(measured),
        label: measuredLabel(measured, from, tables, currency),
        // The first and last date of rows are of their kind.
        type: type === "dateTime" && date ? date.type : type,
        ...(of?.personal && { personal: true }),
      };
    }),
  ];
}

/** As rules know it: by the group's value a person's rows are told apart, their last time is their date. */
export function tableOfQuery(
  query: Query,
  tables: Tables,
  currency: string,
): Pick<Table, "columns" | "id" | "date"> {
  const columns = columnsOf(query, tables, currency);
  const date = ["last", "first"].find((key) => columns.some((column) => column.key === key));
  return { columns, id: groupKey(query.by), ...(date && { date }) };
}

export const groupKey = (by: GroupBy): string => (typeof by === "string" ? by : by.column);
export const measuredKey = ({ measure, of }: Measured): string =>
  (of === undefined ? measure : `${measure}_${of}`).slice(0, 48);

export function groupLabel(by: GroupBy, from: Source, tables: Tables): string {
  if (typeof by !== "string") return columnNamed(from, by.column, tables);
  const named = by === "name" && !isOfRows(from) ? activityEntry(from.did).named : undefined;
  return named ? named[0]!.toUpperCase() + named.slice(1) : groupEntry(by).label;
}

export function measuredLabel(
  { measure, of }: Measured,
  from: Source,
  tables: Tables,
  currency: string,
): string {
  const { label, unit } = measureEntry(measure);
  if (of !== undefined) return `${label} of ${columnNamed(from, of, tables)}`;
  return unit ? `${label} (${currency})` : (labelOfRows(measure, from) ?? label);
}

const labelOfRows = (measure: MeasureName, from: Source) =>
  isOfRows(from) && measure === "count" ? "Rows" : undefined;

/** What the most of decides which rows are kept: what was chosen, else the first number. */
export function keptBy({ keep, columns }: Query): string {
  const number = columns.find(({ measure }) => measureEntry(measure).type === "number");
  return keep?.most ?? measuredKey(number ?? columns[0]!);
}

const columnNamed = (from: Source, key: string, tables: Tables): string => {
  const table = isOfRows(from) ? tables?.get(from.has) : undefined;
  return (table && columnOf(table, key)?.label) ?? key;
};

const isGroupColumn = (column: Column): boolean => factOf(column) === "text";
