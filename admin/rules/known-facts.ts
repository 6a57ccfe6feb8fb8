// What the attribute picker says of each attribute: of how many people it is known, and some of its values. Loaded
// beside the vocabulary and never waited for: the picker works without.

import { effect, signal } from "@preact/signals";
import { isCalendar } from "../../core/attributes/types";
import { answer, api } from "../api";
import { formatFact } from "../models/fact";
import { type Resource, resource } from "../models/resource";
import { currentShop, shopParam } from "../models/session";
import { text } from "../texts/index";
import { vocabulary } from "./vocabulary";

export type KnownFacts = ReadonlyMap<string, { aside: string; examples?: string }>;

const facts = signal<KnownFacts>();
let kept: Resource<Awaited<ReturnType<typeof load>>> | undefined;

const load = (abort: AbortSignal) =>
  answer(api.shops[":shop"].explorer.attributes.$get({ param: shopParam() }, { init: { signal: abort } }));

/** Nothing until it is there; reading it subscribes. */
export function knownFacts(): KnownFacts | undefined {
  if (!kept) {
    const explored = resource(
      () => currentShop().id,
      (_, abort) => load(abort),
    );
    kept = explored;
    effect(() => {
      const [{ value: found }, { value: names }] = [explored.data, vocabulary().data];
      if (found && names) facts.value = worded(found, names.attributes);
    });
  }
  return facts.value;
}

type Explored = Awaited<ReturnType<typeof load>>;
type Names = NonNullable<ReturnType<typeof vocabulary>["data"]["value"]>["attributes"];

function worded({ people, attributes }: Explored, names: Names): KnownFacts {
  return new Map(
    attributes.map(({ key, known, examples }) => {
      const attribute = names.get(key);
      const shape = {
        ...{ key, type: attribute?.type ?? "" },
        ...{ unit: attribute?.unit ?? null, calendar: attribute !== undefined && isCalendar(attribute) },
      };
      const shown = examples.map((value) => formatFact(value, shape, currentShop()));
      return [
        key,
        {
          aside: known.people === 0 ? text.rules.knownOfNobody : text.rules.knownOf(known.people / people),
          ...(shown.length > 0 && { examples: text.rules.examples(shown) }),
        },
      ];
    }),
  );
}
