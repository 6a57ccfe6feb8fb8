import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNew } from "./queue";

describe("numbered signals", () => {
  it("count once each, however often and in whatever batches they come", () => {
    fc.assert(
      fc.property(
        // Each step sends the next few numbers, or repeats some of the last 64 that were sent.
        fc.array(
          fc.record({
            next: fc.integer({ min: 0, max: 20 }),
            repeat: fc.array(fc.integer({ min: 0, max: 63 })),
          }),
          {
            maxLength: 30,
          },
        ),
        (steps) => {
          const queues = {};
          let sent = 0;
          let counted = 0;
          for (const { next, repeat } of steps) {
            for (let i = 0; i < next; i++) if (isNew(queues, "queue", ++sent, 0)) counted++;
            for (const back of repeat)
              if (sent - back >= 1) expect(isNew(queues, "queue", sent - back, 0)).toBe(false);
          }
          expect(counted).toBe(sent);
        },
      ),
    );
  });

  it("that arrive out of order within 64 are all counted", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          Array.from({ length: 64 }, (_, i) => i + 1),
          { minLength: 1 },
        ),
        (numbers) => {
          const queues = {};
          expect(numbers.filter((n) => isNew(queues, "queue", n, 0))).toEqual(numbers);
          expect(numbers.filter((n) => isNew(queues, "queue", n, 0))).toEqual([]);
        },
      ),
    );
  });

  it("remember at most 32 queues, the latest ones", () => {
    const queues: Parameters<typeof isNew>[0] = {};
    for (let i = 0; i < 100; i++) isNew(queues, `queue${i}`, 1, i);
    expect(Object.keys(queues)).toHaveLength(32);
    expect(isNew(queues, "queue99", 1, 100)).toBe(false);
  });
});
