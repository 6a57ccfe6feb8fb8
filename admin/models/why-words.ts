// The fact that decided a condition, as a sentence: "Orders is 1, needs at least 2".
import { text } from "../texts/index";
import { formatFact, formatInstant, type ShopWords } from "./fact";
import type { WhyNode } from "./why";

/** How a condition stands below a "not": each must fail, or only all of them together. */
export type Negation = "each" | "together" | undefined;

const MASKED = "•••";

/** Empty for what only the page knows. */
export function factWords(node: WhyNode, negation: Negation, shop: ShopWords): string {
  const words = text.profiles.why;
  if (node.live) return "";
  const fact = factOf(node, shop);
  if (negation === "each") return node.holds ? words.mustNot(fact) : fact;
  if (negation === undefined && !node.holds && node.needs) return words.needs(fact, node.needs);
  return fact;
}

/** Codes stay codes, as in the condition itself: "Country is CH, needs any of DE, AT". */
function factOf({ about, fact, lastAt, sentence }: WhyNode, shop: ShopWords): string {
  const words = text.profiles.why;
  if (!about) return sentence ?? "";
  const { kind, label, ...shape } = about;
  if (kind === "segment") return fact === true ? words.isIn(label) : words.isNotIn(label);
  if (kind === "did" && shape.unit !== "count")
    return words.didSo(label, fact === null ? words.never : formatFact(fact, shape, shop));
  if (kind === "did") {
    const times = words.did(label, Number(fact ?? 0));
    return lastAt === null ? times : words.lastDone(times, formatInstant(lastAt, shop.timeZone));
  }
  if (fact === null) return words.unknown(label);
  if (fact === MASKED) return words.fact(label, words.hidden);
  return words.fact(label, lowerYesNo(formatFact(fact, shape, shop), fact));
}

/** "Email consent is no", not "is No". */
const lowerYesNo = (words: string, fact: unknown) =>
  typeof fact === "boolean" ? words.toLocaleLowerCase() : words;
