// Saved queries that fill tables: the sentence, the preview, when they run and how their runs went.
import { number, plural } from "../format";

const rows = (count: number) => `${number(count)} ${plural(count, { one: "row", other: "rows" })}`;
const people = (count: number) => `${number(count)} ${plural(count, { one: "person", other: "people" })}`;

export const tableQueries = {
  title: "Query",
  about: "What is taken of each person, what makes a row, and what the row says.",
  source: "What it takes",
  take: "Take what they",
  takeRows: "Take their rows in",
  deeds: "What people did",
  tables: "Your own tables",
  during: "When",
  addAfter: "Only after something else",
  dated: (column: string) => `with ${column}`,
  by: "What makes a row",
  rowForEach: "and make a row for each",
  columns: "What a row says",
  with: "with",
  addColumn: "Add what a row says",
  removeColumn: (label: string) => `Leave out ${label}`,
  keepRows: "Keep only rows",
  keep: "of each person the",
  keepCount: "How many rows",
  keepMost: "rows with the most",
  keepBy: "What decides",
  people: "Whose",
  peopleAbout: "Only people for whom this rule holds get rows.",
  everyone: {
    title: "Everybody who has something of the kind",
    about: "Add a condition to narrow it down to some of them.",
    calm: true,
  },
  incomplete: "Fill in what is marked, and the preview follows.",
  labelMissing: "Give it a name.",
  keyWrong: "Take lower case letters, digits and underscores; a letter first.",

  when: "When it runs",
  schedule: "Schedule",
  schedules: { hand: "By hand only", hour: "Every hour", day: "Every day", week: "Every week" },
  day: "Day",
  days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  hour: "Time",
  hourHint: "On your shop's clocks.",
  mostRead: "Reads at most",
  mostReadUnit: "rows",
  mostReadHint:
    "Of the database, in one run. A run that would read more is stopped, changes nothing and says so: so a query never costs more than you think.",

  preview: "Preview",
  previewAbout: "Nothing is written until you save.",
  found: (count: number, of: number, exact: boolean) =>
    count === 0 ? "It finds no rows." : `${exact ? "" : "About "}${rows(count)} of ${people(of)}`,
  looked: (looked: number, asked: number) =>
    `Estimated by ${people(looked)} of ${number(asked)}, drawn by lot.`,
  cost: (count: number) => `A run reads about ${rows(count)} of the database.`,
  tooMuch: "That is more than it may read: a run would be stopped.",
  leftOut: (count: number) =>
    `${rows(count)} more ${plural(count, { one: "is", other: "are" })} left out: of each person those with the most are kept.`,
  person: "Person",
  unnamed: "Somebody without a name",

  save: "Save",
  create: "Save and run",
  created: (label: string) => `“${label}” is saved and filled`,
  saved: (label: string) => `“${label}” is saved`,

  runs: "Runs",
  runNow: "Run now",
  next: "Next run",
  byHand: "only when you run it",
  phases: {
    choose: "Looking for whom to ask",
    read: "Reading",
    write: "Writing what is new",
    done: "Done",
    failed: "Failed",
  },
  causes: { schedule: "by schedule", hand: "by hand", change: "after a change" },
  asked: (done: number, of: number) => `${number(done)} of ${people(of)} asked`,
  started: "Started",
  state: "State",
  result: "Rows",
  changes: "What changed",
  changed: (run: { written: number; changed: number; removed: number }) => {
    const parts = [
      run.written && `${number(run.written)} new`,
      run.changed && `${number(run.changed)} changed`,
      run.removed && `${number(run.removed)} removed`,
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(", ") : "Nothing";
  },
  read: "Read",
  took: "Took",
  seconds: (ms: number) => `${number(Math.max(0.1, Math.round(ms / 100) / 10))} s`,
  failedNote: "The last run failed",
  failedSafe: "The rows of the run before it stay as they were.",
  noRuns: "It has not run yet.",
};
