// Values that are ids of products are shown by their names.
import { type Computed, holdsOf } from "../../../../../core/attributes/computed";
import { knowProducts, productName } from "../../../../rules/vocabulary";

/** Undefined where values say themselves what they are. */
export const nameOfValue = (computed: Computed | null): ((value: string) => string) | undefined =>
  computed && holdsOf({ computed }) === "products" ? productName : undefined;

export const knowNames = (ids: readonly string[]): Promise<void> =>
  knowProducts([{ did: "bought", items: { ids: [...ids] } }]);
