/** Random numbers from a seed, so that the demo's data is the same on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  whole(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Picks by relative weight. */
  weighted<T>(from: readonly (readonly [T, number])[]): T;
  /** Waiting time with this mean. */
  exponential(mean: number): number;
}

/** mulberry32: small, fast, and good enough for made-up people. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    whole: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    weighted(from) {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of from) {
        left -= weight;
        if (left < 0) return value;
      }
      return from.at(-1)![0];
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
  };
}
