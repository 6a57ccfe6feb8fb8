// The list of people: what is asked stands in the address, pages are appended as they are asked for.
import { effect, untracked } from "@preact/signals";
import type { InferResponseType } from "hono/client";
import { answer, api } from "../../api";
import { mutation } from "../../models/mutation";
import { resource } from "../../models/resource";
import { currentShop, session, shopParam } from "../../models/session";
import { asChoice, asText, url } from "../../models/url";

const profiles = api.shops[":shop"].profiles;
type Page = InferResponseType<typeof profiles.$get, 200>;
export type Person = Page["items"][number];

/** Left by a link and come back to: the same rows, so that the place in the list is the same. */
const KEEP = 5 * 60_000;
let kept: { key: string; page: Page; at: number; search: string } | undefined;

/** The list as it was left, with its search and filters. */
export const listAddress = (): string => `/profiles${kept?.search ?? ""}`;

export type Who = "all" | "identified" | "unidentified";

export function peopleModel() {
  const q = url("q", asText, "");
  const segment = url("segment", asText, "", { history: "push" });
  const who = url<Who>("who", asChoice("all", "identified", "unidentified"), "all", { history: "push" });
  const seesNames = session.value?.member.role !== "analyst";
  let first = true;

  const question = () => ({
    ...(seesNames && q.value.trim() && { q: q.value.trim() }),
    ...(segment.value && { segment: segment.value }),
    ...(who.value !== "all" && ({ identified: who.value === "identified" ? "true" : "false" } as const)),
  });
  const keyOf = (asked: object) => JSON.stringify([currentShop().id, asked]);

  const page = resource(question, async (asked, signal): Promise<Page> => {
    const again = first && kept?.key === keyOf(asked) && Date.now() - kept.at < KEEP ? kept.page : undefined;
    first = false;
    return again ?? answer(profiles.$get({ param: shopParam(), query: asked }, { init: { signal } }));
  });
  // Not when the page goes: by then the address is already another's.
  const keeping = effect(() => {
    const { value } = page.data;
    if (!value || page.stale.peek()) return;
    kept = { key: untracked(() => keyOf(question())), page: value, at: Date.now(), search: location.search };
  });

  const more = mutation(async () => {
    const before = page.data.peek();
    if (!before?.next || page.stale.peek()) return;
    const asked = question();
    const next = await answer(
      profiles.$get({ param: shopParam(), query: { ...asked, cursor: before.next } }),
    );
    // Something else was asked meanwhile: these rows belong to no list any more.
    if (page.data.peek() !== before) return;
    page.set({ ...before, items: [...before.items, ...next.items], next: next.next });
  });

  const segments = resource(
    () => shopParam(),
    async (param, signal) =>
      (await answer(api.shops[":shop"].segments.$get({ param }, { init: { signal } }))).segments,
  );

  return {
    ...{ q, segment, who, seesNames, page, more, segments },
    get filtered() {
      return Object.keys(question()).length > 0;
    },
    clear() {
      q.value = "";
      segment.value = "";
      who.value = "all";
    },
    dispose() {
      keeping();
      page.dispose();
      segments.dispose();
    },
  };
}

export type PeopleModel = ReturnType<typeof peopleModel>;
