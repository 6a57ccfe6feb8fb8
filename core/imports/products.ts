/** Rows of products; a variant's rows below its product's belong to it. What a file does not have stays as it was. */
import { tidyPath } from "../products/product";
import { Cells, type FileRecord, type ImportFrame, Refused } from "./read";
import { readList, readMoney, readNumber, readYesNo } from "./values";

export interface ProductRead {
  id: string;
  /** Only what the file says. */
  facts: {
    name?: string;
    brand?: string;
    supplier?: string;
    categories?: string[];
    tags?: string[];
    price?: number;
    compareAt?: number | null;
    currency?: string;
    stock?: number;
    url?: string;
    image?: string;
    active?: boolean;
  };
}

export function readProduct(frame: ImportFrame, record: FileRecord): ProductRead & { remarks: string[] } {
  const cells = new Cells(frame, record);
  const id = cells.get("id").slice(0, 200);
  if (!id) throw new Refused("Has no id");
  const text = (target: string, most: number) =>
    cells
      .get(target)
      .slice(0, most)
      .replace(/\p{Cc}+/gu, " ") || undefined;
  const facts = {
    name: text("name", 300),
    brand: text("brand", 200),
    supplier: text("supplier", 200),
    categories: some(readCategories(cells.get("category")).slice(0, 10)),
    tags: some(readList(cells.get("tags")).slice(0, 50)),
    ...readPrices(cells, frame),
    stock: readStock(cells, frame),
    url: text("url", 2000),
    image: readList(cells.get("image").replaceAll("|", ","))[0]?.slice(0, 2000),
    active: cells.read("active", readActive, "is neither active nor a draft"),
  };
  return { id, facts: known(facts), remarks: cells.remarks };
}

/** Several paths are separated by bars, or by commas where steps are separated by ">". */
function readCategories(cell: string): string[] {
  const paths = cell.includes("|")
    ? cell.split("|")
    : cell.includes(">")
      ? cell.split(/,\s(?=[^>]*(?:>|$))/)
      : cell.split(/[,;]/);
  return [...new Set(paths.map((path) => tidyPath(path).slice(0, 200)))].filter(Boolean);
}

/** A reduced price is the price, and the regular one what it was before. */
function readPrices(cells: Cells, { currency: shops, habits }: ImportFrame) {
  const currency = cells.get("currency").toUpperCase() || shops;
  const money = (target: string) =>
    cells.read(target, (cell) => readMoney(cell, currency, habits), "is not an amount");
  const [price, sale, before] = [money("price"), money("salePrice"), money("compareAt")];
  const reduced = sale !== undefined && (price === undefined || sale.minor < price.minor);
  const now = reduced ? sale : price;
  if (!now) return {};
  const was = reduced ? price : before;
  const compareAt = was && was.minor > now.minor ? was.minor : null;
  return { price: now.minor, currency: now.currency, compareAt };
}

/** Nobody counts them, but they are sold out: none are left. */
function readStock(cells: Cells, { habits }: ImportFrame): number | undefined {
  const stock = cells.read("stock", (cell) => readNumber(cell, habits), "is not a number");
  if (stock !== undefined) return Math.round(stock);
  const availability = cells.get("availability");
  return /out.?of.?stock|sold.?out|^0$|^no$|nicht|ausverkauft|esaurito/i.test(availability) ? 0 : undefined;
}

function readActive(cell: string): boolean | undefined {
  if (/^(active|publish(ed)?|aktiv|attivo|pubblicato)$/i.test(cell)) return true;
  if (/^(draft|archived|private|-1|unlisted|entwurf|bozza)$/i.test(cell)) return false;
  return readYesNo(cell);
}

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

const known = <T extends object>(facts: T) =>
  Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as ProductRead["facts"];
