/** How many requests a visitor, or a shop's server, may make: a bucket of tokens each, in memory. */
interface Rate {
  burst: number;
  /** For as long as anybody likes. */
  perSecond: number;
}
const VISITOR: Rate = { burst: 60, perSecond: 2 };
const MAX_VISITORS = 10_000;

export type Rates = Map<string, { tokens: number; at: number }>;

export function allowRate(
  rates: Rates,
  visitor: string,
  now: number,
  { burst, perSecond }: Rate = VISITOR,
): boolean {
  const bucket = rates.get(visitor);
  if (!bucket) {
    if (rates.size >= MAX_VISITORS) rates.clear();
    rates.set(visitor, { tokens: burst - 1, at: now });
    return true;
  }
  bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) * perSecond) / 1000);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens--;
  return true;
}
