// Requests by law that came through a shop system, and their answers.
import { signal } from "@preact/signals";
import type { InferResponseType } from "hono/client";
import { answer, api } from "../../../api";
import { mutation } from "../../../models/mutation";
import { may } from "../../../models/permissions";
import { resource } from "../../../models/resource";
import { shopParam } from "../../../models/session";
import { notify } from "../../../models/toasts";
import { text } from "../../../texts/index";

const route = api.shops[":shop"].privacy.requests;
export type Request = InferResponseType<typeof route.$get, 200>["requests"][number];

export function requestsModel() {
  const all = resource(
    () => may("owner"),
    async (mayRead, signal): Promise<Request[]> =>
      mayRead ? (await answer(route.$get({ param: shopParam() }, { init: { signal } }))).requests : [],
  );
  /** The one of a shop that is about to be erased. */
  const erasing = signal<Request | undefined>(undefined);
  const give = mutation(
    ({ id, answer: said, confirm }: { id: string; answer: "given" | "erase" | "keep"; confirm?: string }) =>
      answer(
        route[":request"].answer.$post({
          param: { ...shopParam(), request: id },
          json: { answer: said, ...(confirm && { confirm }) },
        }),
      ),
    {
      done({ requests }, { answer: said }) {
        all.set(requests);
        const words = text.privacyRequests;
        notify({ given: words.givenDone, keep: words.kept, erase: words.erasingToast }[said]);
      },
    },
  );
  return {
    ...{ all, erasing, give, dispose: all.dispose },
    ask(request: Request | undefined) {
      erasing.value = request;
      give.reset();
    },
  };
}

export type RequestsModel = ReturnType<typeof requestsModel>;

export const dataAddress = ({ id }: Request): string =>
  `/api/shops/${shopParam().shop}/privacy/requests/${encodeURIComponent(id)}/data`;
