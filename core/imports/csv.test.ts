/** Whatever wrote the file, its rows come out as they went in. */
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it, test } from "vitest";
import { encodingOf } from "./encoding";
import type { Row } from "./rows";
import { formatOf, readerOf } from "./table";

const word = fc.stringMatching(/^[A-Za-z][A-Za-z_]{0,11}$/);
const cell = fc.oneof(
  fc.stringMatching(/^[a-zA-ZäöüßéÀ ,;|.'@:0-9-]{0,20}$/),
  fc.string({ unit: fc.constantFrom(...'ab"\n\r,;\t|ö€ ') }),
);
const table = fc.integer({ min: 2, max: 6 }).chain((width) =>
  fc.record({
    headings: fc.uniqueArray(word, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
  }),
);
const dialect = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  newline: fc.constantFrom("\n", "\r\n"),
  quotes: fc.boolean(),
  mark: fc.boolean(),
  ending: fc.boolean(),
  said: fc.boolean(),
});

/** As spreadsheets and programs see it: blanks around a cell and its breaks' kind are nothing. */
const tidy = (text: string) => text.trim();

function read(text: string, pieces: number[]): { headings: string[]; rows: Row[] } {
  const format = formatOf(text);
  const reader = readerOf(format);
  const cuts = [
    0,
    ...pieces.map((share) => Math.floor(share * text.length)).sort((a, b) => a - b),
    text.length,
  ];
  const rows = cuts.slice(1).flatMap((end, i) => reader.push(text.slice(cuts[i], end)));
  return { headings: format.headings, rows: [...rows, ...reader.end()] };
}

test("rows written in any dialect are read as they were, in whatever pieces they come", () => {
  fc.assert(
    fc.property(
      table,
      dialect,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
      ({ headings, rows }, { mark, ending, said, quotes, ...style }, cuts) => {
        // Not more than a heading tells the delimiter: blanks around cells are nobody's.
        const written = Papa.unparse([headings, ...rows.map((cells) => cells.map(tidy))], {
          ...style,
          quotes,
        });
        const text = `${mark ? "\uFEFF" : ""}${said ? `sep=${style.delimiter}${style.newline}` : ""}${written}${ending ? style.newline : ""}`;
        const found = read(text, cuts);
        const filled = rows.map((cells) => cells.map(unwrapped)).filter((cells) => cells.some(Boolean));
        expect(found.headings).toEqual(headings);
        expect(found.rows.map(({ cells }) => cells)).toEqual(filled);
      },
    ),
    { numRuns: 2000 },
  );
});

/** `'0123` is read without its apostrophe. */
const unwrapped = (text: string) => tidy(text).replace(/^'(?=[+\d])/, "");

describe("a spreadsheet's file", () => {
  const rowsOf = (text: string) => read(text, []).rows.map(({ cells }) => cells);
  it("keeps zeros that it was told to keep", () => {
    expect(rowsOf('id,zip\n1,="0123"\n2,"=""045"""\n3,\'0678')).toEqual([
      ["1", "0123"],
      ["2", "045"],
      ["3", "0678"],
    ]);
  });
  it("keeps breaks and quotes within a cell", () => {
    expect(rowsOf('a;b\r\n"one\r\ntwo";"say ""hi"""\r\n')).toEqual([["one\r\ntwo", 'say "hi"']]);
  });
  it("numbers rows as the spreadsheet does", () => {
    expect(read("a,b\n1,2\n\n3,4", []).rows.map(({ number }) => number)).toEqual([2, 4]);
  });
  it("is read with breaks of old Macs too", () => {
    expect(rowsOf("a,b\r1,2\r3,4")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });
  it("may have no headings: codes or addresses alone", () => {
    expect(read("SAVE-8F3K\nSAVE-9D2L\n", [])).toMatchObject({ headings: ["Column 1"], rows: [{}, {}] });
    expect(read("ann@x.example,Ann\nbo@x.example,Bo", [])).toMatchObject({
      headings: ["Column 1", "Column 2"],
    });
    expect(read("Code\nSAVE-9D2L\n", []).headings).toEqual(["Code"]);
  });
  it("says at which row a quote is never closed", () => {
    const text = `a,b\n1,2\n"3,${"x".repeat(1_100_000)}`;
    expect(() => readerOf(formatOf("a,b\n1,2\n")).push(text)).toThrow(
      expect.objectContaining({ reason: "quote", row: 3 }),
    );
  });
});

test("the encoding is told by the bytes", () => {
  const utf8 = new TextEncoder().encode("Straße in Zürich");
  expect(encodingOf(utf8)).toBe("utf-8");
  // Cut within a character.
  expect(encodingOf(utf8.slice(0, 5))).toBe("utf-8");
  expect(encodingOf(Uint8Array.from([0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68]))).toBe("windows-1252");
  const wide = new Uint8Array(new Uint16Array([..."a;b\nc;d"].map((c) => c.charCodeAt(0))).buffer);
  expect(encodingOf(wide)).toBe("utf-16le");
  expect(encodingOf(Uint8Array.from([0xfe, 0xff, 0, 0x61]))).toBe("utf-16be");
});
