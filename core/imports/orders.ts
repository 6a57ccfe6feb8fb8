/** Rows of orders: one row an order, or one for each of its lines, as shops write them. */
import type { Command } from "../profiles/commands";
import { CLAIM, type OrderTold } from "../profiles/order";
import type { Line } from "../signals/catalogue";
import { readWhose, type Whose } from "./people";
import { Cells, type FileRecord, type ImportFrame, Refused } from "./read";
import { readInstant, readMoney, readNumber } from "./values";

export interface OrderRead {
  identities: Whose[];
  at: number;
  order: OrderTold;
}

const MAX_LINES = 200;
/** A day on which it was cancelled, or the word that nothing came of it. */
const NOT_PLACED = /^\d{1,4}[-/.]|cancel|storn|annull|fail|void|pending|draft/i;

export function readOrder(frame: ImportFrame, record: FileRecord): OrderRead & { remarks: string[] } {
  const cells = new Cells(frame, record);
  const id = cells.get("order").slice(0, 200);
  if (!id) throw new Refused("Has no order number");
  const identities = readWhose(cells);
  const at = cells.read("at", (cell) => readInstant(cell, frame.habits, frame.clock.zone), "is not a date");
  if (at === undefined) throw new Refused(cells.remarks.at(-1) ?? "Has no date");
  const currency = cells.get("currency").toUpperCase();
  const shops = /^[A-Z]{3}$/.test(currency) ? currency : frame.currency;
  const total = cells.read("total", (cell) => readMoney(cell, shops, frame.habits), "is not an amount");
  if (!total || total.minor < 0) throw new Refused(cells.remarks.at(-1) ?? "Has no total");
  const coupon = cells.get("coupon").split(/[,|;]/)[0]!.trim().slice(0, 100);
  const lines = cells
    .each()
    .flatMap((row) => [
      ...readLine(row.get, shops, frame),
      ...row.all("lines").flatMap((cell) => readLines(cell, shops, frame)),
    ]);
  const refunded = cells.read(
    "refunded",
    (cell) => readMoney(cell, shops, frame.habits)?.minor,
    "is not an amount",
  );
  const order: OrderTold = {
    ...{ id, total: total.minor, currency: total.currency, lines: lines.slice(0, MAX_LINES) },
    ...{ source: "import", claim: CLAIM.identity },
    ...(coupon && { coupon }),
    ...(NOT_PLACED.test(cells.get("status")) && { status: "cancelled" }),
    ...(refunded && { refunds: [{ id: `import ${id}`, at, amount: Math.abs(refunded), lines: [] }] }),
  };
  return { identities, at, order, remarks: cells.remarks };
}

export const orderCommand = ({ at, order }: Pick<OrderRead, "at" | "order">): Command => ({
  do: "order",
  at,
  order,
});

function readLine(get: (target: string) => string, currency: string, { habits }: ImportFrame): Line[] {
  const name = get("productName").slice(0, 300);
  const product = (get("product") || name).slice(0, 200);
  if (!product) return [];
  const quantity = readNumber(get("quantity"), habits) ?? 1;
  const price = readMoney(get("price"), currency, habits)?.minor;
  const category = get("category").slice(0, 200);
  return [
    {
      product,
      quantity,
      ...(name && { name }),
      ...(category && { category }),
      ...(price !== undefined && { price }),
    },
  ];
}

/** Several lines in one cell: JSON, or `name:Tent|sku:FF-1|quantity:2|total:30.00` as WooCommerce's exporters write. */
function readLines(cell: string, currency: string, frame: ImportFrame): Line[] {
  if (cell.startsWith("[")) {
    const parsed = parse(cell);
    return Array.isArray(parsed) ? parsed.flatMap((one) => lineOf(named(one), currency, frame)) : [];
  }
  return cell.split(";").flatMap((part) => {
    const pairs = part.split("|").flatMap((pair): [string, string][] => {
      const [, key, value] = /^\s*([^:]+):(.*)$/s.exec(pair) ?? [];
      return key ? [[key.trim().toLowerCase(), value!.trim()]] : [];
    });
    return lineOf(new Map(pairs), currency, frame);
  });
}

function lineOf(fields: ReadonlyMap<string, string>, currency: string, frame: ImportFrame): Line[] {
  const any = (...names: string[]) => names.map((name) => fields.get(name)).find(Boolean) ?? "";
  const quantity = any("quantity", "qty");
  const pieces = readNumber(quantity, frame.habits) || 1;
  const [price, total] = [any("price", "unit_price"), any("total", "sub_total", "subtotal")];
  const each = readMoney(price, currency, frame.habits)?.minor;
  const all = readMoney(total, currency, frame.habits)?.minor;
  const product = any("sku", "product", "product_id", "productid", "id");
  const [line] = readLine(
    (target) =>
      ({ product, productName: any("name", "title"), quantity, category: any("category") })[target] ?? "",
    currency,
    frame,
  );
  const one = each ?? (all === undefined ? undefined : Math.round(all / pieces));
  return line ? [{ ...line, ...(one !== undefined && { price: one }) }] : [];
}

function named(raw: unknown): Map<string, string> {
  if (typeof raw !== "object" || raw === null) return new Map();
  return new Map(Object.entries(raw).map(([key, value]) => [key.toLowerCase(), String(value ?? "")]));
}

function parse(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return undefined;
  }
}
