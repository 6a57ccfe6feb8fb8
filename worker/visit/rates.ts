/** How many requests a visitor may make: a bucket of tokens each, in the shard's memory. */
const BURST = 60;
/** Tokens a millisecond: two requests a second, for as long as anybody likes. */
const REFILL = 2 / 1000;
const MAX_VISITORS = 10_000;

export type Rates = Map<string, { tokens: number; at: number }>;

export function allowRate(rates: Rates, visitor: string, now: number): boolean {
  const bucket = rates.get(visitor);
  if (!bucket) {
    if (rates.size >= MAX_VISITORS) rates.clear();
    rates.set(visitor, { tokens: BURST - 1, at: now });
    return true;
  }
  bucket.tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) * REFILL);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens--;
  return true;
}
