/** The tables of a shop's data as the data explorer names them: what a row is, its columns, and what rules make of it. */
import { type ActivityKind, activities, activityEntry } from "../rules/activities";

export interface DataTable {
  key: string;
  label: string;
  /** What one row is. */
  notes: string;
  columns: DataColumn[];
  /** As what the rule builder offers it; null where it does not. */
  offered: Offered | null;
}

interface DataColumn {
  name: string;
  notes: string;
}

export const OFFERED = ["facts", "behaviour", "items", "segments", "predictions"] as const;
export type Offered = (typeof OFFERED)[number];

const PRODUCT: DataColumn = { name: "product", notes: "Id in the catalogue" };
const AT: DataColumn = { name: "at", notes: "When, in UTC milliseconds" };

/** One for each kind of activity follows from the registry. */
export const activityTable = (kind: ActivityKind): DataTable => {
  const { label, items, named, sums = [], notes } = activityEntry(kind);
  return {
    key: kind,
    label: label.charAt(0).toUpperCase() + label.slice(1),
    notes: notes ?? "One row for each time",
    columns: [
      { name: "person", notes: "Who" },
      AT,
      ...(items === true ? [PRODUCT] : []),
      ...(items ? [{ name: "category", notes: "The page's or the product's category" }] : []),
      ...(named ? [{ name: named, notes: "As it was written" }] : []),
      ...sums.map((name) =>
        name === "amount"
          ? { name, notes: "Money of all its pieces, in minor units" }
          : { name, notes: "Pieces" },
      ),
    ],
    offered: "behaviour",
  };
};

/** What is no behaviour. */
export const otherTables = {
  people: {
    label: "People",
    notes: "One row for each person, identified or not",
    columns: [{ name: "attributes", notes: "All attributes are columns of this table" }],
    offered: "facts",
  },
  orders: {
    label: "Orders",
    notes: "One row for each order, from pages, the shop's server or an import",
    columns: [
      { name: "person", notes: "Who ordered" },
      AT,
      { name: "total", notes: "In minor units of the order's currency" },
      { name: "currency", notes: "Three letters" },
      { name: "coupon", notes: "The code that was used" },
      { name: "lines", notes: "Products with quantity and price" },
      { name: "source", notes: "browser, server or import" },
    ],
    offered: "behaviour",
  },
  products: {
    label: "Products",
    notes: "One row for each product of the catalogue",
    columns: [
      { name: "name", notes: "" },
      { name: "brand", notes: "" },
      { name: "supplier", notes: "" },
      { name: "categories", notes: "Paths, the main one first" },
      { name: "tags", notes: "" },
      { name: "price", notes: "In minor units" },
      { name: "compare at", notes: "The price before it was reduced" },
      { name: "stock", notes: "Pieces; empty when nobody counts them" },
      { name: "active", notes: "Whether the shop still sells it" },
    ],
    offered: "items",
  },
  discounts: {
    label: "Discounts",
    notes: "One row for each discount, with its dates and products",
    columns: [
      { name: "name", notes: "" },
      { name: "code", notes: "Empty when it applies by itself" },
      { name: "from, until", notes: "Its dates" },
      { name: "products", notes: "Which it makes cheaper" },
    ],
    offered: "items",
  },
  memberships: {
    label: "Memberships",
    notes: "One row for each segment that somebody is in",
    columns: [
      { name: "person", notes: "Who" },
      { name: "segment", notes: "Of which segment" },
      { name: "since", notes: "When they entered" },
    ],
    offered: "segments",
  },
  interests: {
    label: "Predicted interests",
    notes: "One row for each product that somebody is likely to buy",
    columns: [{ name: "person", notes: "Who" }, PRODUCT, { name: "likelihood", notes: "From 0 to 1" }],
    offered: "predictions",
  },
} satisfies Record<string, Omit<DataTable, "key">>;

export type OtherTable = keyof typeof otherTables;

export const dataTables: readonly DataTable[] = [
  ...(Object.keys(otherTables) as OtherTable[]).map((key) => ({ key, ...otherTables[key] })),
  ...(Object.keys(activities) as ActivityKind[]).map(activityTable),
];
