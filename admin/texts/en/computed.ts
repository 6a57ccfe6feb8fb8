// Attributes that Vitrine works out: where they are made and changed.
import { number, plural } from "../format";

const people = (count: number) => `${number(count)} ${plural(count, { one: "person", other: "people" })}`;

export const computed = {
  from: "Where values come from",
  kinds: { told: "Told", behaviour: "Computed", score: "Score" },
  about: {
    told: "Forms, your shop's pages, imports and your team fill it.",
    behaviour:
      "Vitrine works it out from what people do, and keeps it current: with every signal, and as time passes.",
    score: "Points for each rule that holds, added up. Kept current like everything else.",
  },
  how: "How it is computed",
  measure: "What is computed",
  value: "Of what",
  deed: "Of which activity",
  of: "when they",
  times: "times they",
  during: "In which time",
  addAfter: "Only after another activity",
  rule: (n: number) => `Rule ${number(n)}`,
  points: (n: number) => `Points of rule ${number(n)}`,
  when: "points when",
  addRule: "Add a rule",
  removeRule: (n: number) => `Remove rule ${number(n)}`,
  atMost: (count: number) => `A score has at most ${number(count)} rules.`,
  noCondition: { title: "No condition yet", about: "Add when these points count." },
  finish: "Finish how it is computed first.",
  holds: { number: "Holds a number.", text: "Holds a text.", date: "Holds a date and time." },
  zero: "Whoever did nothing of the kind has 0.",
  unknown: "Whoever did nothing of the kind has no value.",
  kept: "It looks at the history that is kept: what retention deletes no longer counts.",
  inWords: "In words",
  preview: "Preview",
  previewAbout: "As it would be now. Nothing is saved yet.",
  waiting: "As soon as it is complete you see here for how many people it would be known.",
  examples: "For example",
  created: (label: string) => `“${label}” is saved and is being worked out for everyone.`,
  saved: (label: string) =>
    `“${label}” is saved. If it is computed in another way now, everyone is worked out again.`,
  underWay: (done: number, total: number) => `Worked out for ${number(done)} of ${people(total)}`,
  underWayAbout: "It is being worked out for everyone; numbers still move.",
  never: "Neither pages nor imports nor your team can set it.",
  removeAbout: "Rules cannot use it any more. Its values are no longer kept current or shown.",
};
