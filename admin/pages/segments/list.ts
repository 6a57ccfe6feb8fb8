// The list's state: all segments, what is searched and how they are sorted; search, sort and filter live in the address.
import { computed, type ReadonlySignal } from "@preact/signals";
import { fold } from "../../../core/rules/fold";
import { answer, api } from "../../api";
import type { Sort } from "../../components/table";
import type { Problem } from "../../models/problem";
import { resource } from "../../models/resource";
import { currentShop, shopParam } from "../../models/session";
import { asChoice, asText, type Codec, type UrlSignal, url } from "../../models/url";
import { knowProducts, sentenceOf, vocabulary } from "../../rules/vocabulary";
import { text } from "../../texts/index";
import { countEveryone, type Segment, segmentOf } from "./segments";

export interface Row extends Segment {
  /** The rule in words; empty until the shop's names are known. */
  sentence: string;
}

export interface SegmentList {
  query: UrlSignal<string>;
  shown: UrlSignal<"active" | "archived">;
  sort: UrlSignal<Sort>;
  all: ReadonlySignal<readonly Row[] | undefined>;
  /** Those that are searched and shown, sorted. */
  rows: ReadonlySignal<readonly Row[] | undefined>;
  counts: ReadonlySignal<{ active: number; archived: number }>;
  everyone: ReadonlySignal<number | undefined>;
  problem: ReadonlySignal<Problem | undefined>;
  refresh(): void;
  dispose(): void;
}

const newestFirst: Sort = { column: "updated", direction: "descending" };
const asSort: Codec<Sort> = {
  read(written) {
    const [column, direction] = written.split("-");
    if (!column || !(column in order) || (direction !== "ascending" && direction !== "descending"))
      return undefined;
    return { column, direction };
  },
  write: ({ column, direction }) => `${column}-${direction}`,
};

export function segmentList(): SegmentList {
  const query = url("q", asText, "");
  const shown = url("show", asChoice("active", "archived"), "active");
  const sort = url("sort", asSort, newestFirst);
  const names = vocabulary();
  const loaded = resource(
    () => currentShop().id,
    async (_, signal) => {
      const given = await answer(
        api.shops[":shop"].segments.$get({ param: shopParam() }, { init: { signal } }),
      );
      const segments = given.segments.map(segmentOf);
      void knowProducts(segments.map(({ rule }) => rule));
      return segments;
    },
  );
  const everyone = resource(
    () => currentShop().id,
    (_, signal) => countEveryone(signal),
  );

  const all = computed(() => {
    const words = names.data.value;
    return loaded.data.value?.map((segment): Row => ({ ...segment, sentence: sentence(segment, words) }));
  });
  const rows = computed(() => {
    const wanted = fold(query.value).split(/\s+/).filter(Boolean);
    const { column, direction } = sort.value;
    const compare = order[column as keyof typeof order];
    return all.value
      ?.filter(({ archivedAt }) => (archivedAt === null) === (shown.value === "active"))
      .filter(({ name, description, sentence }) => {
        const words = fold(`${name} ${description} ${sentence}`);
        return wanted.every((word) => words.includes(word));
      })
      .sort((a, b) => compare(a, b) * (direction === "ascending" ? 1 : -1));
  });
  return {
    query,
    shown,
    sort,
    all,
    rows,
    counts: computed(() => {
      const archived = all.value?.filter(({ archivedAt }) => archivedAt !== null).length ?? 0;
      return { archived, active: (all.value?.length ?? 0) - archived };
    }),
    everyone: everyone.data,
    problem: computed(() => loaded.error.value ?? names.error.value),
    refresh() {
      void loaded.refresh();
      if (names.error.peek()) void names.refresh();
    },
    dispose() {
      loaded.dispose();
      everyone.dispose();
    },
  };
}

const order = {
  name: (a: Row, b: Row) => a.name.localeCompare(b.name),
  people: (a: Row, b: Row) => a.size - b.size,
  updated: (a: Row, b: Row) => a.updatedAt - b.updatedAt,
};

function sentence({ kind, rule }: Segment, words: Parameters<typeof sentenceOf>[1] | undefined): string {
  if (kind === "static") return text.segments.fixedList;
  return words ? sentenceOf(rule, words) : "";
}
