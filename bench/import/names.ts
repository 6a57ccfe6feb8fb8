/** What both sides of the bench call the shop and its import. */
export const SHOP = "benchshop1";
export const IMPORT = "benchimport";
