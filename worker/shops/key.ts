/** Public keys of a shop, `pk_<shop>_<random>`: the edge reads the shop out of the key, without asking anybody. */
import { newId } from "../../core/ids";

export const newShopId = (): string => newId(10);
export const newKey = (shop: string): string => `pk_${shop}_${newId(12)}`;

const KEY = /^pk_([a-z0-9]{4,20})_[a-z0-9]{8,32}$/;

/** The shop that a key names; whether the key is in force is another question. */
export const shopOfKey = (key: string): string | undefined => KEY.exec(key)?.[1];
