/** The answers to requests that the shop's own scripts send, by fetch or XMLHttpRequest. Nothing is changed on their way. */
import { follow, safe } from "../safe";

/** `paths`: only requests to the shop's own origin are heard, and answers that are JSON. */
export function overhear(paths: RegExp, heard: (answer: unknown, path: string) => void): void {
  /** The path of a request that is meant. */
  const pathOf = (raw: unknown): string | undefined => {
    const { origin, pathname } = new URL(String((raw as Request | null)?.url ?? raw), location.href);
    // Shops without pretty addresses name the route in the query.
    const path = new URLSearchParams(String(raw).split("?")[1]).get("rest_route") ?? pathname;
    return origin === location.origin && paths.test(path) ? path : undefined;
  };

  follow(window, "fetch", ([request], result) => {
    const path = pathOf(request);
    if (!path) return;
    // Before the shop reads it: once read, it cannot be copied.
    const hear = safe(async (response: Response) => heard(await response.clone().json(), path));
    // What fails ends here: the shop has its own promise.
    (result as Promise<Response>).then(
      (response) => void hear(response),
      () => {},
    );
  });

  const addresses = new WeakMap<object, unknown>();
  follow(XMLHttpRequest.prototype, "open", ([, url], _, request) => addresses.set(request as object, url));
  follow(XMLHttpRequest.prototype, "send", (_, __, self) => {
    const request = self as XMLHttpRequest;
    const path = pathOf(addresses.get(request));
    if (!path) return;
    request.addEventListener(
      "load",
      safe(() =>
        heard(request.responseType === "json" ? request.response : JSON.parse(request.responseText), path),
      ),
    );
  });
}

/** A question of our own to the shop; undefined where it has no answer in JSON. */
export async function ask(address: string): Promise<unknown> {
  try {
    const response = await fetch(address, { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
