// The words of Segments: the list, one segment, the builder.
import { list, number, plural } from "../format";

const people = (count: number) => `${number(count)} ${plural(count, { one: "person", other: "people" })}`;

export const segments = {
  addFromFile: "Add people from a file",
  title: "Group people by what they do",
  about:
    "A segment is a group of people that a rule keeps up to date, such as “bought twice in the last 60 days”. Show messages to it, or leave it out of them.",
  create: "Create segment",
  search: "Search segments",
  searchNothing: (query: string) => `No segment has “${query}” in its name or rule.`,
  caption: "Segments",
  columns: { name: "Segment", people: "People", usedIn: "Used in", updated: "Changed" },
  everyone: "everyone",
  peopleNow: (count: number) => plural(count, { one: "person now", other: "people now" }),
  show: "Show segments",
  shown: { active: "Active", archived: "Archived" },
  noneArchived: "No segment is archived.",
  nobodyUses: "Nothing yet",
  kinds: { attribute: "Computed attribute", message: "Message", segment: "Segment", table: "Table" },
  uses: (count: number) => `${number(count)} ${plural(count, { one: "place", other: "places" })}`,
  usedIn: "Used in",
  usesOf: (names: readonly string[]) => list(names),
  fixedList: "A fixed list of people",
  static: "Fixed list",
  archived: "Archived",
  visible: "Known to pages",
  unsavedNew: (name: string) =>
    name ? `“${name}” is not saved yet.` : "You began a new segment that is not saved yet.",
  goOn: "Continue",

  builder: {
    create: "New segment",
    edit: "Edit segment",
    back: "Segments",
    name: "Name",
    nameHint: "What your team calls it. Visitors never see it.",
    nameMissing: "Give the segment a name.",
    description: "Description",
    visible: "Let the page know",
    visibleHint:
      "Scripts and themes on your shop can then see that a visitor is in this segment, by its id. Its rule and its name stay here. Leave it off unless your theme needs it.",
    rule: "Who is in it",
    ruleAbout: "The segment is kept up to date by these conditions, at each visit and as time passes.",
    static: "This is a fixed list: people are added and removed by hand or by an import, not by a rule.",
    save: "Save segment",
    saved: (name: string) => `“${name}” is saved. Everyone is being sorted in or out now.`,
    cancel: "Cancel",
    unsaved: "Not saved; kept in this browser",
    nothingChanged: "No changes",
    finishFirst: "Finish or remove the marked conditions, then save.",
    left: (name: string) =>
      `Your changes to ${name ? `“${name}”` : "the new segment"} are not saved. They are kept in this browser.`,
    readOnly: "Your role may count people and look, but not save. Ask an owner to make you a marketer.",
  },

  count: {
    title: "How many",
    unfinished: (count: number) =>
      `${number(count)} ${plural(count, { one: "condition is", other: "conditions are" })} not finished and left out of this count.`,
    refused: "The number above is of the last rule that could be counted. See what is marked in the rule.",
    worth: {
      title: "These people",
      identified: "Identified",
      reachable: "Reachable by email, opted in",
      orders: "Orders",
      spent: "Spent in total",
      averageOrder: "Average order",
      noOrders: "–",
    },
    funnel: "Step by step",
    start: "Everyone",
    step: (sentence: string, left: number, lost: number) =>
      `${sentence}: ${people(left)} left, ${number(lost)} fewer than before`,
    lost: (lost: number) => `−${number(lost)}`,
    rest: (count: number) => `and ${number(count)} more conditions`,
    who: "Who?",
    hide: "Hide people",
    sample: (shown: number, all: number) =>
      shown < all ? `The ${number(shown)} seen last of ${people(all)}` : people(all),
    nobody: "Nobody meets this rule now. People enter as soon as they do.",
  },

  page: {
    rule: "Rule",
    now: "In it now",
    members: "People",
    changes: "Came and went",
    tabs: "This segment",
    columns: {
      person: "Person",
      since: "In it since",
      orders: "Orders",
      spent: "Spent",
      seen: "Last seen",
      why: "Why",
      change: "Change",
      cause: "Because",
      at: "When",
    },
    entered: "Entered",
    leftIt: "Left",
    causes: {
      signal: "of what they did",
      time: "time passed",
      rule: "the rule changed",
      import: "of an import",
      hand: "somebody did it by hand",
    },
    why: "Why?",
    whyOf: (name: string) => `Why is ${name} in this segment?`,
    unidentified: "Unidentified visitor",
    unidentifiedFrom: (place: string) => `Visitor from ${place}`,
    noMembers: "Nobody is in it now. People enter as soon as they meet its rule.",
    noChanges: "Nobody came or went yet.",
    noneThen: "Nobody came or went then.",
    more: "Show more",
    shownOf: (shown: number, all: number) => `${number(shown)} of ${number(all)}`,
    evaluating: "Everyone is being sorted in or out by the newest rules; numbers still move.",
    sorted: (done: number, total: number) => `${number(done)} of ${people(total)} sorted`,
    day: "Day",
    which: "Show",
    all: "Both",
    edit: "Edit",
    archive: "Archive",
    archivedNow: (name: string) => `“${name}” is archived. Nobody is sorted into it any more.`,
    restore: "Bring back",
    restored: (name: string) => `“${name}” is back.`,
    delete: "Delete…",
    created: "Created",
    changed: "Changed",
  },

  history: {
    title: "Day by day",
    days: "Days shown",
    span: { "30": "30 days", "90": "90 days", "400": "400 days" },
    size: "People in it",
    moves: "Came and went, day by day",
    entered: "Entered",
    left: "Left",
    begins: (entered: number, left: number) =>
      `The record begins today: ${people(entered)} entered so far, ${number(left)} left.`,
  },

  past: {
    title: "As it would have been",
    about:
      "How many would have been in it at the end of each of the last 90 days, by the rule as it stands here.",
    show: "Look back 90 days",
    hide: "Hide",
    unfinished: "Finish the marked conditions first.",
    people: "People",
    low: "At least",
    high: "At most",
    exact: (total: number) => `Exact: all ${people(total)} were looked at.`,
    estimate: (sampled: number, total: number) =>
      `Estimated from ${people(sampled)} chosen at random of ${number(total)}. 19 times of 20 the true number lies between the dashed lines.`,
    known: "Somebody who was not known yet on a day is not counted for it.",
    asOfToday: (labels: readonly string[]) =>
      `Taken as it is today, as its past is not kept: ${list(labels)}.`,
    roughly: (labels: readonly string[]) =>
      `Known to within a visit or a change of the cart: ${list(labels)}.`,
    segment: (name: string, since: string) =>
      `“${name}” is recorded since ${since}; before, nobody counts as in it.`,
    reaches: (since: string) => `Nothing is known of anybody before ${since}.`,
  },

  remove: {
    title: (name: string) => `Delete “${name}”?`,
    what: "The rule, the list of people and their history of coming and going are deleted. The people stay. This cannot be undone; archiving can.",
    used: "It is used here. Take it out of these first, then delete it:",
    confirm: (name: string) => `Type ${name} to confirm`,
    act: "Delete segment",
    done: (name: string) => `“${name}” is deleted.`,
  },
};
