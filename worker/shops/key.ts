/** Public keys of a shop, `pk_<shop>_<random>`: the edge reads the shop out of the key, without asking anybody. */

/** Lower case letters and digits that are not mistaken for one another (Crockford's base 32). */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** 5 bits of chance for each character. */
export function randomId(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => ALPHABET[byte & 31]).join("");
}

export const newShopId = (): string => randomId(10);
export const newKey = (shop: string): string => `pk_${shop}_${randomId(12)}`;

const KEY = /^pk_([a-z0-9]{4,20})_[a-z0-9]{8,32}$/;
export const isShopId = (id: string): boolean => /^[a-z0-9]{4,20}$/.test(id);

/** The shop that a key names; whether the key is in force is another question. */
export const shopOfKey = (key: string): string | undefined => KEY.exec(key)?.[1];
