// API tokens: which there are, making one, which is shown once, revoking one.
import { signal } from "@preact/signals";
import { answer, api } from "../../api";
import { mutation } from "../../models/mutation";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";

export type Token = Awaited<ReturnType<typeof load>>[number];
export const SCOPES = [
  "orders:write",
  "people:write",
  "events:write",
  "products:write",
  "orders:read",
  "products:read",
] as const;
export type Scope = (typeof SCOPES)[number];

const route = api.shops[":shop"].tokens;

export function tokensModel() {
  const tokens = resource(
    () => true,
    (_, signal) => load(signal),
  );
  const words = text.tokens;
  const name = signal("");
  const scopes = signal<readonly Scope[]>(["orders:write", "people:write"]);
  const refused = signal<{ name?: string; scopes?: string }>({});
  const tries = signal(0);
  /** Made just now: shown until its owner says that they have it. */
  const made = signal<string>();
  const create = mutation(
    async () =>
      answer(
        route.$post({ param: shopParam(), json: { name: name.value.trim(), scopes: [...scopes.value] } }),
      ),
    {
      done({ token }) {
        made.value = token;
        name.value = "";
        void tokens.refresh();
      },
    },
  );
  return {
    ...{ tokens, name, scopes, refused, tries, made, create },
    async submit() {
      refused.value = {
        ...(name.value.trim() === "" && { name: words.nameMissing }),
        ...(scopes.value.length === 0 && { scopes: words.scopesMissing }),
      };
      tries.value++;
      if (Object.keys(refused.value).length === 0) await create.run(undefined);
    },
    revoke: mutation(
      async ({ id }: Token) => answer(route[":token"].$delete({ param: { ...shopParam(), token: id } })),
      {
        done(_, token) {
          notify(words.revokedDone(token.name));
          void tokens.refresh();
        },
      },
    ),
  };
}

async function load(signal: AbortSignal) {
  return (await answer(route.$get({ param: shopParam() }, { init: { signal } }))).tokens;
}
