/** Pieces may be parts of one (a metre and a half): summed as whole thousandths, so that every reader has the same. */
export const thousandths = (quantity: number): number => Math.trunc(quantity * 1000 + 0.5);
