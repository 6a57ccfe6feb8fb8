// How many products a filter finds now, and the first of them by name.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { type Items, parseItems } from "../../../core/rules/items";
import { answer, api } from "../../api";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";
import { text } from "../../texts/index";

const PAUSE = 250;

export function ItemsFound({ items }: { items: Items }) {
  const asked = useSignal<Items | null>(null);
  const found = useMemo(
    () =>
      resource(
        () => asked.value,
        async (question, signal) => {
          await new Promise((resolve) => setTimeout(resolve, PAUSE));
          signal.throwIfAborted();
          return answer(
            api.shops[":shop"].products.resolve.$post(
              { param: shopParam(), json: { items: question } },
              { init: { signal } },
            ),
          );
        },
      ),
    [],
  );
  useEffect(() => found.dispose, []);
  const ready = parseItems(items, "items", () => undefined) ?? null;
  useEffect(() => {
    asked.value = ready;
  }, [JSON.stringify(ready)]);
  const { value } = found.data;
  if (!ready || !value) return null;
  const names = value.products.map(({ name }) => name);
  return (
    <span class="order-last basis-full text-12 text-muted" aria-live="polite" aria-busy={found.loading.value}>
      {text.rules.itemParts.found(value.count, names)}
    </span>
  );
}
