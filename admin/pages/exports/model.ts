// An export being chosen: its rows are counted as the choices change; then the browser downloads the file.
import { computed, signal } from "@preact/signals";
import type { InferRequestType, InferResponseType } from "hono/client";
import { answer, api } from "../../api";
import { mutation } from "../../models/mutation";
import { poll } from "../../models/poll";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";

const route = api.shops[":shop"].exports;
type Asked = InferRequestType<typeof route.$post>["json"];
export type Whom = Asked["whom"];
export type Detail = Asked["detail"];
export type Activation = Asked["activation"];
export type Format = Asked["format"];
export type ExportRun = InferResponseType<typeof route.$get, 200>["exports"][number];

const EVERY = 2_000;

export function exportModel(whom: Whom) {
  const detail = signal<Detail>("basic");
  const activation = signal<Activation>("email");
  const format = signal<Format>("csv");
  /** Rows of the file whose download has begun last. */
  const begun = signal<number>();

  const count = resource(
    () => ({ whom, activation: activation.value }),
    (json, signal) => answer(route.count.$post({ param: shopParam(), json }, { init: { signal } })),
  );
  const recent = resource(
    () => shopParam(),
    async (param, signal) => (await answer(route.$get({ param, query: {} }, { init: { signal } }))).exports,
  );
  const begin = mutation(
    () =>
      answer(
        route.$post({
          param: shopParam(),
          json: { whom, detail: detail.value, activation: activation.value, format: format.value },
        }),
      ),
    {
      done({ id, rows }) {
        fetchFile(`/api/shops/${shopParam().shop}/exports/${id}/file`);
        begun.value = rows;
        void recent.refresh();
      },
    },
  );
  const running = computed(() => recent.data.value?.some(({ state }) => state === "running") ?? false);
  let stop: (() => void) | undefined;
  const stopWatching = running.subscribe((isRunning) => {
    stop?.();
    stop = isRunning ? poll(() => recent.refresh(), { every: EVERY }) : undefined;
  });

  return {
    ...{ detail, activation, format, begun, count, recent, begin },
    dispose() {
      stopWatching();
      stop?.();
      count.dispose();
      recent.dispose();
    },
  };
}

export type ExportModel = ReturnType<typeof exportModel>;

/** The browser's own download: it shows the progress, and the page stays. */
function fetchFile(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
