/** Which of the many CSVs a file is: what separates its cells and its rows. */
import Papa from "papaparse";

const DELIMITERS = [",", ";", "\t", "|"];
/** Rows that are looked at. */
const SAMPLE = 200;

/** Spreadsheets understand a first line such as `sep=;`. */
export const SEP_LINE = /^sep=(.)\r?\n?/i;

export function newlineOf(sample: string): string {
  const outside = sample.replace(/"(?:[^"]|"")*("|$)/g, "");
  // Rows that end in both are read as ending in the latter; the former is trimmed off their last cell.
  return outside.includes("\n") || !outside.includes("\r") ? "\n" : "\r";
}

/** The one that splits all rows into as many cells as the first has; of equals the one that makes more of them. */
export function delimiterOf(sample: string): string {
  const said = SEP_LINE.exec(sample)?.[1];
  if (said) return said;
  const newline = newlineOf(sample);
  let best = { delimiter: ",", agreeing: 0, width: 1 };
  for (const delimiter of DELIMITERS) {
    const { agreeing, width } = fitOf(sample, delimiter, newline);
    const better = agreeing - best.agreeing || width - best.width;
    if (width > 1 && better > 0) best = { delimiter, agreeing, width };
  }
  return best.delimiter;
}

/** How many cells the first row has, and the share of rows that have as many. */
function fitOf(sample: string, delimiter: string, newline: string): { agreeing: number; width: number } {
  const parser = new Papa.Parser({ delimiter, newline, preview: SAMPLE } as never);
  // The sample may end within a row.
  const { data } = parser.parse(sample, 0, false) as { data: string[][] };
  const rows = data.length > 2 && data.length < SAMPLE ? data.slice(0, -1) : data;
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
  const width = filled[0]?.length ?? 0;
  const agreeing = filled.filter((cells) => cells.length === width).length / Math.max(filled.length, 1);
  return { agreeing, width };
}
