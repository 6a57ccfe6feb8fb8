// People found by typing, for a Picker: the server searches.
import { signal } from "@preact/signals";
import { answer, api } from "../api";
import { nameOf, placeOf } from "./person-name";
import { resource } from "./resource";
import { shopParam } from "./session";

/** As many as one looks through. */
const FOUND = 12;

export function findPeople() {
  const typed = signal("");
  const found = resource(
    () => typed.value.trim() || null,
    async (q, signal) =>
      (
        await answer(
          api.shops[":shop"].profiles.$get(
            { param: shopParam(), query: { q, limit: FOUND } },
            { init: { signal } },
          ),
        )
      ).items,
  );
  return {
    get people() {
      return typed.value.trim() ? (found.data.value ?? []) : [];
    },
    get searching() {
      return found.loading.value;
    },
    ask(query: string) {
      typed.value = query;
    },
    dispose: found.dispose,
  };
}

type Found = ReturnType<typeof findPeople>["people"][number];

/** A second line tells those of one name apart. */
export const optionOf = (person: Found) => ({
  value: person.id,
  label: nameOf(person),
  detail: [person.name && person.email, placeOf(person)].filter(Boolean).join(" · "),
});
