// The words of privacy: what is kept and for how long, one person's data, and erasures.
import { number, plural } from "../format";

const people = (count: number) => `${number(count)} ${plural(count, { one: "person", other: "people" })}`;
const signals = (count: number) => `${number(count)} ${plural(count, { one: "signal", other: "signals" })}`;

export const privacy = {
  withdrawal: {
    title: "When somebody takes their consent back",
    about: "Nothing more is recorded, in either case, from that moment on.",
    keep: {
      label: "Keep what is known",
      hint: "Their profile stays as it was. You can still erase it by hand.",
    },
    erase: {
      label: "Erase everything",
      hint: "Their profile, browsers and signals go within minutes. Orders stay in your numbers, under nobody's name.",
    },
    saved: "Saved. Your shop knows within a minute.",
  },

  retention: {
    title: "How long things are kept",
    about:
      "Checked every day. People with an email, a phone number or a customer id and all orders stay, whatever you set here.",
    people: "People who are not identified",
    peopleHint: "Erased when they were not seen for so long. Leave empty to keep them.",
    signals: "Signals",
    signalsHint:
      "Page views, searches and the like are forgotten when they are older. What was counted of them stays. Leave empty to keep them.",
    unit: (count: number | null) => plural(count ?? 0, { one: "month", other: "months" }),
    range: "Between 1 and 120 months.",
    look: "See what would be erased",
    keepsAll: "Nothing is erased by age.",
    wouldErase: (gone: number, of: number) => `${people(gone)} of ${number(of)} who are not identified`,
    wouldForget: (gone: number, of: number) => `${signals(gone)} of ${number(of)}`,
    nothingYet: "Nothing is that old yet. It begins when something is.",
    preview: "What would be erased now",
    examples: "Such as",
    lastSeen: "last seen",
    unknownPlace: "place not known",
    typeNumber: (count: number) =>
      `More than half of what there is would be erased. To do so, type ${number(count)}`,
    save: "Save and begin",
    saveKeeping: "Save",
    saved: "Saved. It begins within a minute.",
    savedKeeping: "Saved. Nothing is erased by age any more.",
    lasting: "This cannot be undone.",
  },

  erasures: {
    title: "Erasures",
    about:
      "Nothing of the person is written down: only when, why and where they were erased. If a file later brings in an email that was erased, the import says so.",
    caption: "Erasures, newest first",
    when: "When",
    reason: "Why",
    by: "By",
    people: "Profiles",
    state: "State",
    done: "Erased",
    underWay: "Under way",
    backups: "Backups gone",
    receipt: "Receipt",
    receiptLabel: (when: string) => `Download the receipt of ${when}`,
    nobody: "—",
    reasons: {
      request: "Asked for",
      withdrawal: "Consent taken back",
      retention: "Too old",
      platform: "Asked by the shop system",
      shop: "The whole shop",
      restore: "Repeated after a restore",
    },
    none: "Nobody was erased yet. Erase a person on their page, from the menu beside their name.",
    namedIn: (names: string) =>
      `One of the people who were erased is still named in rules that you wrote: ${names}. Only you can change these.`,
    marketersOnly: "Marketers and owners see erasures and their receipts.",
  },

  person: {
    menu: "What to do with this person",
    download: "Download all their data",
    downloading: "The file with all their data is being made.",
    erase: "Erase this person",
    title: (name: string) => `Erase ${name}?`,
    about:
      "Their profile, everything known of them, all their browsers and merged profiles go, everywhere, for good. Orders stay in your numbers, under nobody's name. If they come back they are somebody new.",
    type: (name: string) => `Type ${name} to erase`,
    confirm: "Erase for good",
    done: (name: string) => `${name} is erased. The receipt is in Settings, under Privacy.`,
    soon: (name: string) =>
      `${name} is being erased. Settings shows under Privacy when it is done; it goes on by itself.`,
  },
};
