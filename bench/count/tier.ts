/** A shop's own attribute. */
import type { Attribute } from "../../core/attributes/attribute";

export const TIER: Attribute = {
  ...{ key: "loyalty_tier", label: "Loyalty tier", group: "Other", type: "singleSelect" },
  options: ["Gold", "Silver", "Bronze"],
};
