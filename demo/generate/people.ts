/** Who the demo's people are: names, homes, devices, and how they shop. */
import type { Value } from "../../core/rules/rule";
import type { Random } from "./random";

export interface Persona {
  name: string;
  /** Relative share of all people. */
  share: number;
  /** Days between visits. */
  everyDays: number;
  /** Chance that a visit ends with an order. */
  buys: number;
  /** Chance to give an email at the first visit. */
  subscribes: number;
  /** Part of the year after which they come no more: 1 for never. */
  staysFor: readonly [number, number];
}

export const PERSONAS: readonly Persona[] = [
  { name: "passer-by", share: 34, everyDays: 400, buys: 0.01, subscribes: 0.03, staysFor: [0.02, 1] },
  { name: "browser", share: 24, everyDays: 24, buys: 0.02, subscribes: 0.1, staysFor: [0.2, 1] },
  { name: "one-time buyer", share: 20, everyDays: 60, buys: 0.42, subscribes: 0.25, staysFor: [0.1, 0.9] },
  { name: "regular", share: 15, everyDays: 21, buys: 0.2, subscribes: 0.5, staysFor: [0.5, 1] },
  { name: "devoted", share: 4, everyDays: 11, buys: 0.3, subscribes: 0.8, staysFor: [0.8, 1] },
  { name: "lapsed", share: 3, everyDays: 18, buys: 0.3, subscribes: 0.5, staysFor: [0.2, 0.45] },
];

const FIRST = {
  female: [
    "Anna",
    "Lena",
    "Sophie",
    "Marie",
    "Julia",
    "Laura",
    "Emma",
    "Clara",
    "Nora",
    "Ida",
    "Mila",
    "Chiara",
    "Giulia",
    "Élise",
    "Camille",
    "Femke",
    "Sanne",
    "Hanna",
    "Katharina",
    "Zoë",
  ],
  male: [
    "Jonas",
    "Lukas",
    "Felix",
    "Paul",
    "Maximilian",
    "Leon",
    "David",
    "Matteo",
    "Marco",
    "Luca",
    "Hugo",
    "Théo",
    "Daan",
    "Sven",
    "Jürgen",
    "Andreas",
    "Tobias",
    "Nils",
    "Søren",
    "Bram",
  ],
};
const LAST = [
  "Müller",
  "Schmidt",
  "Weber",
  "Fischer",
  "Huber",
  "Gruber",
  "Steiner",
  "Moser",
  "Keller",
  "Meier",
  "Rossi",
  "Bianchi",
  "Ferrari",
  "Moretti",
  "Dubois",
  "Laurent",
  "Moreau",
  "de Vries",
  "Jansen",
  "Bakker",
  "Hoffmann",
  "Koch",
  "Richter",
  "Wolf",
  "Schäfer",
  "Lang",
  "Berger",
  "Winkler",
  "Brunner",
  "Egger",
];

type Home = readonly [country: string, region: string, city: string, postalCode: string, language: string];

const HOMES: readonly (readonly [Home, number])[] = [
  [["DE", "Bavaria", "Munich", "80331", "de"], 18],
  [["DE", "Berlin", "Berlin", "10115", "de"], 16],
  [["DE", "Hamburg", "Hamburg", "20095", "de"], 9],
  [["DE", "North Rhine-Westphalia", "Cologne", "50667", "de"], 9],
  [["DE", "Saxony", "Leipzig", "04109", "de"], 5],
  [["DE", "Baden-Württemberg", "Freiburg", "79098", "de"], 6],
  [["AT", "Vienna", "Vienna", "1010", "de"], 8],
  [["AT", "Tyrol", "Innsbruck", "6020", "de"], 6],
  [["AT", "Salzburg", "Salzburg", "5020", "de"], 3],
  [["CH", "Zurich", "Zürich", "8001", "de"], 6],
  [["CH", "Bern", "Bern", "3011", "de"], 3],
  [["IT", "Trentino-Alto Adige", "Bolzano", "39100", "it"], 4],
  [["IT", "Lombardy", "Milan", "20121", "it"], 3],
  [["FR", "Auvergne-Rhône-Alpes", "Grenoble", "38000", "fr"], 3],
  [["NL", "North Holland", "Amsterdam", "1012", "nl"], 4],
];

const DEVICES: readonly (readonly [readonly [device: string, browser: string, os: string], number])[] = [
  [["phone", "Safari", "iOS"], 34],
  [["phone", "Chrome", "Android"], 24],
  [["desktop", "Chrome", "Windows"], 20],
  [["desktop", "Safari", "macOS"], 11],
  [["desktop", "Firefox", "Windows"], 6],
  [["tablet", "Safari", "iOS"], 5],
];

export interface Person {
  persona: Persona;
  /** What the edge knows of every visitor. */
  seen: Record<string, Value>;
  language: string;
  /** What they tell when they sign up or order. */
  email: string;
  told: Record<string, Value>;
}

export function aPerson(random: Random, number: number): Person {
  const gender = random.chance(0.48) ? "female" : "male";
  const first = random.pick(FIRST[gender]);
  const last = random.pick(LAST);
  const [country, region, city, postalCode, language] = random.weighted(HOMES);
  const [device, browser, os] = random.weighted(DEVICES);
  const birthday = Date.UTC(2026 - random.whole(19, 68), random.whole(0, 11), random.whole(1, 28));
  return {
    persona: random.weighted(PERSONAS.map((persona) => [persona, persona.share] as const)),
    language,
    seen: {
      country,
      region,
      city,
      postal_code: postalCode,
      continent: "EU",
      time_zone: "Europe/Berlin",
      eu: country !== "CH",
      device,
      browser,
      os,
    },
    // Reserved by RFC 2606: nobody's address.
    email: `${plain(first)}.${plain(last)}.${number}@example.com`,
    told: {
      first_name: first,
      last_name: last,
      ...(random.chance(0.5) && { gender }),
      ...(random.chance(0.4) && { birthday }),
      ...(random.chance(0.3) && { interests: interests(random) }),
    },
  };
}

const interests = (random: Random): string[] =>
  ["Hiking", "Climbing", "Trail running", "Ski touring", "Camping", "Travel"].filter(() =>
    random.chance(0.35),
  );

const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
