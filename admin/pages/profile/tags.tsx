// Tags: taken away and added one by one, found among those in use.
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { answer, api } from "../../api";
import { ErrorNote } from "../../components/error-note";
import { Plus, X } from "../../components/icons";
import { Picker } from "../../components/picker";
import { searchOptions } from "../../components/search-options";
import { may } from "../../models/permissions";
import { shopParam } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import { factOf } from "./facts";
import type { Person, PersonModel } from "./model";
import { Section } from "./section";

export function Tags({ model, person }: { model: PersonModel; person: Person }) {
  const words = text.person.tags;
  const change = useMemo(() => model.changing(), [model]);
  const value = factOf(person, "tags");
  const tags = Array.isArray(value) ? value : [];
  const edits = may("marketer");
  if (tags.length === 0 && !edits) return null;

  async function remove(tag: string) {
    const { ok } = await change.run({ remove: { tags: [tag] } });
    if (ok) notify(words.removed(tag), { undo: () => void change.run({ add: { tags: [tag] } }) });
  }

  return (
    <Section title={words.title}>
      <div class="flex flex-wrap items-center gap-2">
        {tags.length > 0 && (
          <ul class="contents" aria-label={words.title}>
            {tags.map((tag) => (
              <li key={tag} class="inline-chip">
                <span class="truncate">{tag}</span>
                {edits && (
                  <button
                    type="button"
                    class="touch-target grid size-6 shrink-0 cursor-pointer place-items-center rounded-small text-muted hover:text-ink"
                    aria-label={words.remove(tag)}
                    onClick={() => void remove(tag)}
                  >
                    <X size={14} aria-hidden="true" />
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {edits && <AddTag tags={tags} onTag={(tag) => void change.run({ add: { tags: [tag] } })} />}
      </div>
      {change.error.value && (
        <div class="mt-3">
          <ErrorNote problem={change.error.value} />
        </div>
      )}
    </Section>
  );
}

function AddTag({ tags, onTag }: { tags: readonly string[]; onTag: (tag: string) => void }) {
  const words = text.person.tags;
  const inUse = useMemo(() => signal<readonly string[]>(), []);
  const query = useMemo(() => signal(""), []);

  function ask(typed: string) {
    query.value = typed.trim();
    if (inUse.peek()) return;
    inUse.value = [];
    void answer(api.shops[":shop"].tags.$get({ param: shopParam() })).then(
      (found) => {
        inUse.value = found.tags;
      },
      () => {
        // Without suggestions a tag is written whole.
        inUse.value = undefined;
      },
    );
  }

  const known = (inUse.value ?? []).filter((tag) => !tags.includes(tag));
  const options = [
    ...searchOptions(
      known.map((tag) => ({ value: tag, label: tag })),
      query.value,
    ),
  ].slice(0, 50);
  const typed = query.value;
  const isNew = typed !== "" && !known.includes(typed) && !tags.includes(typed);
  return (
    <Picker
      label={words.find}
      placeholder={words.find}
      class="btn btn-plain btn-sm"
      options={isNew ? [...options, { value: typed, label: words.create(typed) }] : options}
      onQuery={ask}
      onChoose={onTag}
    >
      <Plus size={16} aria-hidden="true" />
      {words.add}
    </Picker>
  );
}
