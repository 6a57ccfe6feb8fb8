// A new import while it is prepared: the file, what is in it, what its columns mean.
import { computed, signal } from "@preact/signals";
import type { AttributeType } from "../../../../core/attributes/types";
import {
  columnTarget,
  IMPORT_KINDS,
  type ImportKind,
  needed,
  type Target,
  takesAttributes,
} from "../../../../core/imports/fields";
import { guessTargets, recognise } from "../../../../core/imports/guess";
import type { Habits } from "../../../../core/imports/values";
import { answer, api } from "../../../api";
import { mutation } from "../../../models/mutation";
import { resource } from "../../../models/resource";
import { shopParam } from "../../../models/session";
import { text } from "../../../texts/index";
import { keyFrom } from "../../attributes/attribute/definition";
import { beginImport } from "../api";
import { emailsOf } from "../guesses";
import { keepFile } from "../kept-file";
import type { Looked } from "../messages";
import { CannotRead, look } from "../reader";

export type NewImport = ReturnType<typeof newImport>;
/** In place of a segment's id: one that is made. */
export const NEW_LIST = "new";

export function newImport() {
  const asked = new URLSearchParams(location.search);
  const wanted = IMPORT_KINDS.find((kind) => kind === asked.get("kind"));
  const file = signal<File>();
  const looked = signal<Looked>();
  const looking = signal(false);
  const unreadable = signal<string>();
  const kind = signal<ImportKind>(wanted ?? "people");
  const targets = signal<readonly (Target | undefined)[]>([]);
  const habits = signal<Habits>({ decimal: ".", dayFirst: true });
  const segment = signal(asked.get("segment") ?? "");
  const listName = signal("");
  const pool = signal("");
  const table = signal(asked.get("table") ?? "");
  const tried = signal(false);

  const attributes = resource(
    shopParam,
    async (param, signal) =>
      (await answer(api.shops[":shop"].attributes.$get({ param }, { init: { signal } }))).attributes,
  );
  const lists = resource(shopParam, async (param, signal) => {
    const { segments } = await answer(api.shops[":shop"].segments.$get({ param }, { init: { signal } }));
    return segments.filter((one) => one.kind === "static" && one.archivedAt === null);
  });
  const tables = resource(shopParam, async (param, signal) =>
    (await answer(api.shops[":shop"].tables.$get({ param }, { init: { signal } }))).tables.filter(
      ({ byQuery }) => !byQuery,
    ),
  );
  const chosenTable = computed(() => tables.data.value?.find(({ key }) => key === table.value));
  const settable = computed(() => (attributes.data.value ?? []).filter(isSettable));

  const guess = () => {
    const headings = looked.value?.format.headings ?? [];
    targets.value = guessTargets(kind.value, headings, settable.value, chosenTable.value?.columns);
  };

  async function choose(chosen: File, headed?: boolean): Promise<void> {
    file.value = chosen;
    looking.value = true;
    unreadable.value = undefined;
    tried.value = false;
    try {
      await settled();
      const found = await look(chosen, headed);
      if (file.peek() !== chosen) return;
      looked.value = found;
      habits.value = found.habits;
      if (headed === undefined) kind.value = wanted ?? recognise(found.format.headings).kind;
      guess();
      // Whoever comes for a list or for codes has a file of nothing else.
      if (headed === undefined && kind.value === "codes" && !targets.value.includes("code"))
        targets.value = ["code"];
      if (kind.value === "members" && !whose(targets.value)) targets.value = emailsOf(found);
    } catch (error) {
      looked.value = undefined;
      const said = error instanceof CannotRead ? error.said : ({ reason: "lost" } as const);
      unreadable.value = text.imports.drop.reasons[said.reason]("row" in said ? said.row : undefined);
    } finally {
      looking.value = false;
    }
  }

  /** Headings are compared with the shop's attributes: these must be there. */
  const settled = async () => {
    if (!attributes.data.peek()) await attributes.refresh();
    if (kind.peek() === "rows" && !tables.data.peek()) await tables.refresh();
  };

  const missing = computed(() => {
    const taken = targets.value;
    const words = text.imports.map;
    const columns = needed[kind.value].flatMap((any, i) =>
      any.some((target) => taken.includes(target)) ? [] : [words.missing(words.needed[kind.value][i]!)],
    );
    return [
      ...columns,
      ...(kind.value === "rows" ? missingOfTable(chosenTable.value, taken) : []),
      ...(kind.value === "codes" && !pool.value.trim() ? [words.needPool] : []),
      ...(kind.value === "members" &&
      (!segment.value || (segment.value === NEW_LIST && !listName.value.trim()))
        ? [words.needSegment]
        : []),
    ];
  });

  /** Answers the new import's id. */
  const begin = mutation(async () => {
    const [chosen, format] = [file.peek()!, looked.peek()!.format];
    const mapped = targets.peek();
    const columns = mapped.flatMap((target, i) =>
      target ? [{ heading: (format.headings[i] ?? "").slice(0, 300), target }] : [],
    );
    const into = kind.peek() === "members" ? await listOf(segment.peek(), listName.peek()) : undefined;
    const { id } = await beginImport({
      ...{ kind: kind.peek(), file: chosen.name.slice(0, 300), size: chosen.size, columns },
      habits: habits.peek(),
      ...(into && { segment: into }),
      ...(kind.peek() === "rows" && { table: table.peek() }),
      ...(kind.peek() === "codes" && { pool: pool.peek().trim() }),
    });
    await keepFile(id, { file: chosen, format, kind: kind.peek(), targets: [...mapped] });
    return id;
  });

  const addAttribute = mutation(async (given: { label: string; type: AttributeType; personal: boolean }) => {
    const json = {
      ...given,
      key: keyFrom(given.label) || "attribute",
      group: "Other" as const,
      notes: "",
      options: [],
      browser: false,
    };
    const made = await answer(api.shops[":shop"].attributes.$post({ param: shopParam(), json }));
    await attributes.refresh();
    return made.key;
  });

  return {
    ...{ file, looked, looking, unreadable, kind, targets, habits, segment, listName, pool, table, tried },
    ...{ tables, chosenTable },
    ...{ attributes, settable, lists, missing, begin, addAttribute, choose },
    setKind(next: ImportKind) {
      kind.value = next;
      guess();
    },
    setTable(next: string) {
      table.value = next;
      guess();
    },
    setTarget(i: number, target: Target | undefined) {
      // A field is said by one column; where several may, the marketer knows.
      const single = target !== undefined && target !== "lines";
      targets.value = targets.value.map((one, at) =>
        at === i ? target : single && one === target ? undefined : one,
      );
    },
    takesAttributes: computed(() => takesAttributes(kind.value)),
    dispose() {
      attributes.dispose();
      lists.dispose();
      tables.dispose();
    },
  };
}

type OwnTable = { id: string; columns: { key: string; label: string }[] };

/** Rows are told apart by their ids. */
function missingOfTable(table: OwnTable | undefined, taken: readonly (Target | undefined)[]): string[] {
  const words = text.imports.map;
  if (!table) return [words.needTable];
  const id = table.columns.find(({ key }) => key === table.id);
  return taken.includes(columnTarget(table.id)) ? [] : [words.needId(id?.label ?? table.id)];
}

const whose = (targets: readonly (Target | undefined)[]) =>
  targets.some((target) => target === "email" || target === "phone" || target === "customerId");

type Attribute = { key: string; standard: boolean; type: string; computed: unknown };
const IDENTITIES = new Set(["email", "phone", "customer_id"]);
/** Standard attributes that a shop may tell; the others are counted or worked out. */
const TOLD = new Set([
  ...[
    "first_name",
    "last_name",
    "birthday",
    "gender",
    "education",
    "relationship",
    "household_size",
    "children",
  ],
  ...[
    "pets",
    "home",
    "language",
    "interests",
    "tags",
    "country",
    "region",
    "region_code",
    "city",
    "postal_code",
  ],
  ...["place", "continent", "time_zone", "screen"],
]);
const isSettable = ({ key, standard, computed }: Attribute) =>
  !IDENTITIES.has(key) && computed === null && (!standard || TOLD.has(key));

async function listOf(segment: string, name: string): Promise<string> {
  if (segment !== NEW_LIST) return segment;
  const json = { name: name.trim(), kind: "static" as const };
  return (await answer(api.shops[":shop"].segments.$post({ param: shopParam(), json }))).id;
}
