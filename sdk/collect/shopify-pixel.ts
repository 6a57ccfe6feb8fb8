/**
 * Shopify's checkout lets no script of ours in, only its pixel, which sees this origin's localStorage and nothing else of
 * the page. While there is a visit, who the visitor is lies there for it; with the visit it goes.
 */
import { createStore, get } from "idb-keyval";
import { read, write } from "../local";
import { safe } from "../safe";
import type { Collector } from "./collector";

/** Looks between two readings: the visitor changes when somebody signs out. */
const EVERY = 3;

export const watch: Collector = () => {
  let looks = 0;
  let store: ReturnType<typeof createStore> | undefined;

  const mirror = safe(async () => {
    // Nothing is opened before something is kept.
    if (read("visit")) store ??= createStore("vitrine", "queue");
    const book = store && (await get<{ owner: { visitor: string; home: string } }>("book", store));
    // Somebody may have said no meanwhile.
    const owner = read("visit") ? book?.owner : undefined;
    write("pixel", owner && { visitor: owner.visitor, home: owner.home });
    if (!owner) write("pixel-queue");
  });

  return () => {
    if ("Shopify" in window && looks++ % EVERY === 0) mirror();
  };
};
