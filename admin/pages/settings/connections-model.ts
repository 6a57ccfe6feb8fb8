// Connections to shop systems: how their deliveries go, giving a secret, disconnecting.
import { answer, api } from "../../api";
import { mutation } from "../../models/mutation";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";

type Connections = Awaited<ReturnType<typeof load>>;
export type Connection = Connections["platforms"][number];
export type Platform = Connection["platform"];

export const MIN_SECRET = 8;

const route = api.shops[":shop"].connections;

export function connectionsModel() {
  const all = resource(
    () => true,
    (_, signal) => load(signal),
  );
  const words = text.connections;
  return {
    all,
    connect: mutation(
      async ({ platform, secret }: { platform: Platform; secret: string }) =>
        answer(route[":platform"].$put({ param: { ...shopParam(), platform }, json: { secret } })),
      {
        done(connections, { platform }) {
          all.set(connections);
          notify(words.connected(words.platforms[platform]));
        },
      },
    ),
    disconnect: mutation(
      async (platform: Platform) =>
        answer(route[":platform"].$delete({ param: { ...shopParam(), platform } })),
      {
        done(_, platform) {
          notify(words.disconnected(words.platforms[platform]));
          void all.refresh();
        },
      },
    ),
  };
}

async function load(signal: AbortSignal) {
  return answer(route.$get({ param: shopParam() }, { init: { signal } }));
}
