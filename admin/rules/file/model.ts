// A file on its way into a rule: its columns, how many of its people are known, and then its attributes.
import { computed, signal } from "@preact/signals";
import type { AttributeType } from "../../../core/attributes/types";
import { attributeTarget, type Target } from "../../../core/imports/fields";
import { guessTargets } from "../../../core/imports/guess";
import { mutation } from "../../models/mutation";
import { completeUpload, discardImport, getImport, putChunk, startImport } from "../../pages/imports/api";
import { emailsOf, typeOf } from "../../pages/imports/guesses";
import type { Looked } from "../../pages/imports/messages";
import { CannotRead, look, readChunks } from "../../pages/imports/reader";
import { text } from "../../texts/index";
import { vocabulary } from "../vocabulary";
import { type AttributeFile, beginFile, endFile, listFiles } from "./api";

export const IDENTITIES = ["email", "phone", "customerId"] as const;
type Identity = (typeof IDENTITIES)[number];
/** What a column is; undefined is left out. */
export type Meaning = Identity | AttributeType | undefined;
export const TYPES = ["shortText", "longText", "number", "date", "dateTime", "yesNo"] as const;
export const MOST = 10;

/** Days for which a list is good for, as a rule. */
const USUAL = 90;
const DAY = 86_400_000;
const EVERY = 500;

export type FileModel = ReturnType<typeof fileModel>;

export function fileModel() {
  const file = signal<File>();
  const looked = signal<Looked>();
  const looking = signal(false);
  const unreadable = signal<string>();
  const meanings = signal<readonly Meaning[]>([]);
  const until = signal(new Date(Date.now() + USUAL * DAY).toISOString().slice(0, 10));
  const tried = signal(false);
  /** Its attributes are defined. */
  const begun = signal<AttributeFile>();
  const matched = signal<AttributeFile>();
  const stopped = new AbortController();

  const missing = computed(() => {
    const words = text.attributeFiles;
    const identified = meanings.value.some(isIdentity);
    const taken = meanings.value.filter((one) => one !== undefined && !isIdentity(one)).length;
    return [
      ...(identified ? [] : [words.needIdentity]),
      ...(taken === 0 ? [words.needAttribute] : []),
      ...(taken > MOST ? [words.many(MOST)] : []),
    ];
  });

  /** Brings the file and says how many of its people are known. Nothing is told of anybody yet. */
  const match = mutation(async () => {
    const [chosen, { format, habits }] = [file.peek()!, looked.peek()!];
    const taken = meanings.peek().flatMap((meaning, i) => (meaning ? [{ meaning, i }] : []));
    const headingOf = (i: number) => (format.headings[i] ?? "").slice(0, 300);
    const made = await beginFile({
      ...{ file: chosen.name.slice(0, 300), size: chosen.size, habits, until: until.peek() },
      columns: taken.map(({ meaning, i }) =>
        isIdentity(meaning)
          ? { heading: headingOf(i), identity: meaning }
          : { heading: headingOf(i), label: headingOf(i).trim().slice(0, 100), type: meaning },
      ),
    });
    begun.value = made;
    const keys = [...made.attributes];
    const targets = meanings
      .peek()
      .map((meaning): Target | undefined =>
        meaning === undefined ? undefined : isIdentity(meaning) ? meaning : attributeTarget(keys.shift()!),
      );
    const chunks = await readChunks(
      { do: "read", file: chosen, format, kind: "people", targets, have: [] },
      ({ number, records }) => putChunk(made.id, number, records, stopped.signal).then(() => undefined),
      stopped.signal,
    );
    await completeUpload(made.id, chunks);
    matched.value = (await listFiles()).find(({ id }) => id === made.id);
  });

  /** Tells its people; answers the keys of its attributes. */
  const use = mutation(async () => {
    const { id, attributes } = matched.peek()!;
    await startImport(id);
    while ((await getImport(id, stopped.signal)).state !== "done")
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    await vocabulary().refresh();
    return attributes;
  });

  return {
    ...{ file, looked, looking, unreadable, meanings, until, tried, missing, match, matched, use },
    async choose(chosen: File): Promise<void> {
      file.value = chosen;
      looking.value = true;
      unreadable.value = undefined;
      try {
        const found = await look(chosen);
        looked.value = found;
        meanings.value = meaningsOf(found);
      } catch (error) {
        looked.value = undefined;
        const said = error instanceof CannotRead ? error.said : ({ reason: "lost" } as const);
        unreadable.value = text.imports.drop.reasons[said.reason]("row" in said ? said.row : undefined);
      } finally {
        looking.value = false;
      }
    },
    setMeaning(place: number, meaning: Meaning) {
      meanings.value = meanings.value.map((one, i) =>
        i === place ? meaning : isIdentity(meaning) && one === meaning ? undefined : one,
      );
    },
    /** Before its people were told anything. */
    async discard(): Promise<void> {
      const made = begun.peek();
      if (!made) return;
      await discardImport(made.id);
      await endFile(made.id, "2000-01-01");
      await vocabulary().refresh();
    },
    dispose: () => stopped.abort(),
  };
}

export const isIdentity = (meaning: Meaning): meaning is Identity =>
  IDENTITIES.some((identity) => identity === meaning);

/** Whose each row is by its headings or else its cells; all else becomes attributes, as far as it may. */
function meaningsOf(found: Looked): Meaning[] {
  const { format, sample } = found;
  const guessed = guessTargets("people", format.headings).map((target) =>
    isIdentity(target as Meaning) ? (target as Identity) : undefined,
  );
  const whose = guessed.some(Boolean) ? guessed : emailsOf(found);
  let left = MOST;
  return format.headings.map((_, i) => {
    if (whose[i]) return whose[i] as Identity;
    const cells = sample.map((row) => row[i] ?? "").filter(Boolean);
    return cells.length > 0 && left-- > 0 ? typeOf(cells) : undefined;
  });
}
