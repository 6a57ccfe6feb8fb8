/** What grows with what: a visit with segments and history, a count with people. Never worse than what must be read. */
import { attributesOf } from "../core/attributes/standard";
import { activity, newProfile, type Profile } from "../core/profiles/profile";
import { compileSegments, type Segments } from "../core/rules/segments";
import { DAY } from "../core/time/zone";
import { products } from "../demo/catalogue";
import { randomFrom } from "../demo/generate/random";
import { countPeople } from "../worker/segments/select";
import { filled, SHOP } from "./count/database";
import { CLOCK, questions } from "./count/questions";
import { TIER } from "./count/tier";
import { atMost, type Bench, type Measured, median, row } from "./harness/result";
import { NOW } from "./rules/people";
import { segmentsOf } from "./rules/segments";

const ATTRIBUTES = attributesOf([]);
const ROUNDS = 5;
const PEOPLE = (process.env.PEOPLE ?? "10000,100000,1000000").split(",").map(Number);

export const bench: Bench = async () => {
  const parts = [bySegments(), byHistory(), await byPeople()];
  return { rows: parts.flatMap(({ rows }) => rows), ratios: parts.flatMap(({ ratios }) => ratios) };
};

/** A visit that touches three facts: the segments that look at one of them are asked, the others cost next to nothing. */
function bySegments(): Measured {
  const rows = [];
  const ratios = [];
  for (const count of [10, 100, 1000]) {
    const definitions = segmentsOf(count);
    const all = compileSegments(definitions, ATTRIBUTES, CLOCK);
    const person = aPerson(200);
    all.update(person, NOW, nobody);
    touch(person);
    const asked = all.update(person, NOW, nobody).asked!;
    const cost = costOf(() => {
      touch(person);
      all.update(person, NOW, nobody);
    });
    const everything = costOf(() => all.evaluate(person, NOW, nobody));
    rows.push(
      row(`visit with ${count} segments, of which ${asked.length} look at what it touched`, cost, "µs"),
      row("  all of them asked", everything, "µs"),
    );
    if (count < 1000) continue;
    // Segments that they refer to, and that are not among them, are answered from outside.
    const affected = new Set(asked.map((i) => all.ids[i]!));
    const alone = compileSegments(
      definitions.filter(({ id }) => affected.has(id)),
      ATTRIBUTES,
      CLOCK,
    );
    alone.update(person, NOW, nobody);
    const least = costOf(() => {
      touch(person);
      alone.update(person, NOW, nobody);
    });
    rows.push(row(`  a shop that has only these ${asked.length}`, least, "µs"));
    ratios.push(atMost("visit with 1,000 segments / with the affected ones alone", cost / least, 1.5));
  }
  return { rows, ratios };
}

/** Ten times the history, far less than ten times the cost: rules look as far back as their timeframes reach. */
function byHistory(): Measured {
  const segments = compileSegments(segmentsOf(100), ATTRIBUTES, CLOCK);
  const sizes = [10, 100, 1000, 10_000];
  const costs = sizes.map((size) => costOfVisit(segments, aPerson(size)));
  return {
    rows: sizes.map((size, i) => row(`visit after ${size} things done, 100 segments`, costs[i]!, "µs")),
    ratios: [atMost("1,000 times the history, times the cost", costs.at(-1)! / costs[0]!, 1000)],
  };
}

function costOfVisit(segments: Segments, person: Profile): number {
  const viewed = person.history.viewed_product!;
  return costOf(() => {
    viewed.push(activity({ at: NOW, id: "new", product: products[0]!.id, category: "tents" }));
    segments.update(person, NOW, nobody);
    viewed.pop();
  });
}

async function byPeople(): Promise<Measured> {
  const { rule } = questions.find(({ name }) => name.startsWith("five conditions"))!;
  const context = { shop: SHOP, attributes: attributesOf([TIER]), clock: CLOCK };
  const costs: number[] = [];
  for (const people of PEOPLE) {
    const { db, cpu, stop } = await filled(people);
    await countPeople(db, [rule], context);
    const before = cpu();
    const times = 10;
    for (let i = 0; i < times; i++) await countPeople(db, [rule], context);
    costs.push((cpu() - before) / times);
    await stop();
  }
  return {
    rows: PEOPLE.map((people, i) =>
      row(`count of five conditions, ${people.toLocaleString("en")} people`, costs[i]!, "ms CPU"),
    ),
    ratios: [
      atMost(
        `${PEOPLE.at(-1)! / PEOPLE[0]!} times the people, times the cost`,
        costs.at(-1)! / Math.max(1, costs[0]!),
        PEOPLE.at(-1)! / PEOPLE[0]!,
      ),
    ],
  };
}

/** Somebody who looked at products, a few each day. */
function aPerson(views: number): Profile {
  const random = randomFrom(views);
  const person = newProfile("someone", NOW);
  const at = (i: number) => NOW - Math.floor(((views - i) * DAY) / 5);
  person.attributes = { country: "de", visits: 12, orders: 2, spent: 23_000, searches: 1, last_seen_at: NOW };
  person.history.viewed_product = Array.from({ length: views }, (_, i) => {
    const { id, categories } = random.pick(products);
    return activity({ at: at(i), id: `${i}`, product: id, category: categories[1]?.toLowerCase() });
  });
  return person;
}

/** Searches something and changes the cart. */
function touch({ attributes }: Profile): void {
  for (const key of ["searches", "cart_total", "cart_quantity"])
    attributes[key] = (((attributes[key] as number | undefined) ?? 0) + 1) % 50;
}

const nobody = () => false;

/** Microseconds of CPU for one call. */
function costOf(work: () => void): number {
  const rounds: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    let calls = 0;
    for (const until = performance.now() + 200; performance.now() < until; calls++) work();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) rounds.push((user + system) / calls);
  }
  return median(rounds);
}
