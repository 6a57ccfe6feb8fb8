// A small file of each kind, to see what is understood; opens in any spreadsheet.
import type { ImportKind } from "../../../core/imports/fields";

const rows: Record<ImportKind, string[]> = {
  people: [
    "Email,First name,Last name,Birthday,City,Country,Tags",
    'ann@example.com,Ann,Berg,1990-04-03,Graz,AT,"vip, early bird"',
    "bo@example.com,Bo,Rossi,,Bari,IT,",
  ],
  members: ["Email,First name", "ann@example.com,Ann", "bo@example.com,Bo"],
  orders: [
    "Order id,Email,Order date,Total,Currency,Discount code,Product id,Product name,Category,Quantity,Price",
    "1001,ann@example.com,2026-03-01 10:00,95.00,EUR,SPRING,FF-1,Tent,Tents,2,42.50",
    "1001,,,,,,FF-2,Peg,Pegs,1,10.00",
    "1002,bo@example.com,2026-03-02 18:30,10.00,EUR,,FF-2,Peg,Pegs,1,10.00",
  ],
  products: [
    "Id,Title,Brand,Category,Price,Compare at price,Stock,Tags,Link,Image",
    'FF-1,Tent,Skarv,Camping > Tents,42.50,49.90,12,"new, light",https://example.com/tent,https://example.com/tent.jpg',
    "FF-2,Peg,Skarv,Camping > Pegs,10.00,,200,,https://example.com/peg,",
  ],
  rows: [
    "Email,Number,Plan,Price,Renews",
    "ann@example.com,S-1041,Gold,19.90,2026-12-01",
    "bo@example.com,S-1042,Basic,4.90,2027-01-15",
  ],
  codes: ["Code", "SPRING-7F3K", "SPRING-9D2L", "SPRING-Q8ZM"],
};

/** An address that a link can download. */
export const exampleOf = (kind: ImportKind): string =>
  `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${rows[kind].join("\r\n")}\r\n`)}`;
