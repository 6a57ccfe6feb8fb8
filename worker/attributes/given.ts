/** A definition as it is given: what is told has a type that is chosen, of what is computed it follows. */
import type { Attribute, AttributeGroup } from "../../core/attributes/attribute";
import { type Computed, shapeOf } from "../../core/attributes/computed";
import type { AttributeType } from "../../core/attributes/types";
import type { Env } from "../env";
import { invalid } from "../http/errors";
import { shopContext } from "../shops/context";
import { readComputed, refuseCircular, refuseOtherFact } from "./computed";

export interface AttributeInput {
  key: string;
  label: string;
  group: AttributeGroup;
  /** Of what is told; what is computed has the type that follows. */
  type?: AttributeType;
  notes: string;
  options: string[];
  browser: boolean;
  personal: boolean;
  computed?: unknown;
}
export type AttributeChange = Partial<Omit<AttributeInput, "key">>;
/** As it was read. */
export type Change = Omit<AttributeChange, "computed"> & { computed?: Computed };

/** What a new attribute holds: as it was chosen, or as it follows from how it is computed. */
export async function shapeGiven(
  env: Env,
  shop: string,
  input: AttributeInput,
): Promise<{ type: AttributeType; computed: Computed | null }> {
  if (input.computed === undefined) {
    if (!input.type) throw invalid({ path: "type", reason: "is missing" });
    return { type: input.type, computed: null };
  }
  refuseTold(input);
  const context = await shopContext(env, shop);
  const computed = readComputed(input.computed, context);
  refuseCircular({ ...input, computed }, context);
  return { type: shapeOf(computed).type, computed };
}

export async function changeGiven(
  env: Env,
  shop: string,
  before: Attribute,
  { computed: raw, ...change }: AttributeChange,
): Promise<Change> {
  if (!before.computed) {
    if (raw === undefined) return change;
    throw invalid({
      path: "computed",
      reason: "does not belong to an attribute that is told. Define a new attribute instead",
    });
  }
  refuseTold(change);
  if (raw === undefined) return change;
  const context = await shopContext(env, shop);
  const computed = readComputed(raw, context);
  refuseOtherFact(before, computed);
  refuseCircular({ ...before, computed }, context);
  return { ...change, computed };
}

/** Nobody tells what is computed. @throws Problem "invalid" */
function refuseTold({ type, options = [], browser }: AttributeChange): void {
  const reason = "does not belong to a computed attribute";
  if (type !== undefined) throw invalid({ path: "type", reason: `${reason}: its type follows` });
  if (options.length > 0) throw invalid({ path: "options", reason });
  if (browser) throw invalid({ path: "browser", reason: `${reason}: no page may set it` });
}
