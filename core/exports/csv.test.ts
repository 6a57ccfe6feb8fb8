import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cell, csvLine, dialects } from "./csv";

const line = (...cells: Cell[]) => csvLine(cells, dialects.csv);

describe("a line of CSV", () => {
  it("quotes what would part it, and nothing else", () => {
    expect(line("plain", 'say "hi"', "a,b", "two\nlines", "a;b", " blank ", "")).toBe(
      'plain,"say ""hi""","a,b","two\nlines",a;b," blank ",\r\n',
    );
  });

  it("writes numbers as numbers, negative ones too, and lists as one cell", () => {
    expect(line(-5, 1.5, 0, { decimal: "-12.50" }, true, undefined, ["a", "b"], Number.NaN)).toBe(
      "-5,1.5,0,-12.50,true,,a; b,\r\n",
    );
  });

  it("has decimal commas where columns are parted by semicolons", () => {
    expect(csvLine(["a;b", "a,b", -1.5, { decimal: "12.50" }], dialects.csv_semicolon)).toBe(
      '"a;b";a,b;-1,5;12,50\r\n',
    );
  });

  it("lets no text run as a formula", () => {
    expect(
      line("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", ["=1", "b"]),
    ).toBe(`'=1+1,'+cmd|' /C calc'!A0,'-2+3,'@SUM(A1),'\t=1,"'\r=1","'\n=1",'＝1,'=1; b\r\n`);
  });

  it("leaves phone numbers and numbers in texts alone", () => {
    expect(line("+4917012345", "-5", "-5.25", "a=b", "1-2")).toBe("+4917012345,-5,-5.25,a=b,1-2\r\n");
  });
});

describe("whatever the cells are", () => {
  const cells = fc.array(
    fc.array(fc.oneof(text(), fc.string({ unit: "binary" })), { minLength: 2, maxLength: 5 }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );

  it.each(Object.values(dialects))("a reader gets back what was written, parted by $separator", (dialect) => {
    fc.assert(
      fc.property(cells, (rows) => {
        const written = rows.map((row) => csvLine(row, dialect)).join("");
        const read = parse(written, dialect.separator);
        expect(read.map((row) => row.map(unescaped))).toEqual(rows.map((row) => row.map(unescaped)));
      }),
    );
  });

  it.each(Object.values(dialects))("no cell begins a formula, parted by $separator", (dialect) => {
    fc.assert(
      fc.property(cells, (rows) => {
        for (const cell of parse(rows.map((row) => csvLine(row, dialect)).join(""), dialect.separator).flat())
          expect(/^[=@\t\r\n]/.test(cell) || (/^[+-]/.test(cell) && Number.isNaN(Number(cell)))).toBe(false);
      }),
    );
  });
});

/** Made of what is special in CSV and in spreadsheets. */
function text() {
  return fc.string({ unit: fc.constantFrom(..."\"',;=+-@\t\r\n 1a é🧗＝\0") });
}

/** The apostrophe is the one thing that is added. */
const unescaped = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, "");

/** A reader of its own, letter by letter as RFC 4180 says: it shares nothing with the writer. */
function parse(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (letter === '"' && cell === "") isQuoted = true;
    else if (letter === separator) {
      row.push(cell);
      cell = "";
    } else if (letter === "\r" && text[i + 1] === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
      i++;
    } else cell += letter;
  }
  expect(isQuoted || row.length > 0 || cell !== "").toBe(false);
  return rows;
}
