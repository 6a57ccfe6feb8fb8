import { describe, expect, it, vi } from "vitest";
import { apiFetch } from "./api";
import { ProblemError } from "./models/problem";

function aBrowser(answer: () => Promise<Response>, pathname = "/admin/segments") {
  const location = { pathname, search: "?q=shoes", assign: vi.fn() };
  return { location, request: apiFetch({ fetch: answer, location, timeout: 20 }) };
}

const problemFrom = async (answer: () => Promise<Response>, init?: RequestInit) => {
  const thrown = await aBrowser(answer)
    .request("/v1", init)
    .catch((error: unknown) => error);
  return thrown instanceof ProblemError ? thrown.problem : thrown;
};

describe("the API's fetch", () => {
  it("hands a good answer on", async () => {
    const { request } = aBrowser(async () => Response.json({ people: 12 }));
    expect(await (await request("/v1")).json()).toEqual({ people: 12 });
  });

  it("turns problem details into a ProblemError, with the places at fault", async () => {
    const body = {
      title: "Not valid",
      detail: "One field.",
      errors: [{ path: ["rule", 0], reason: "Unknown" }],
    };
    const problem = await problemFrom(async () =>
      Response.json(body, { status: 422, headers: { "x-request-id": "r1" } }),
    );
    expect(problem).toMatchObject({
      status: 422,
      title: "Not valid",
      requestId: "r1",
      errors: [{ path: "rule.0", message: "Unknown" }],
    });
  });

  it("speaks plainly when the answer is no problem document", async () => {
    const problem = await problemFrom(async () => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(problem).toMatchObject({ status: 502, title: "The server could not answer" });
  });

  it("tells no connection from no answer in time", async () => {
    expect(await problemFrom(() => Promise.reject(new TypeError("failed")))).toMatchObject({
      title: "No connection",
    });
    const never: typeof fetch = (_input, init) =>
      new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    const location = { pathname: "/admin", search: "", assign: vi.fn() };
    const late = apiFetch({ fetch: never, location, timeout: 5 })("/v1");
    await expect(late).rejects.toMatchObject({ problem: { title: "This takes too long" } });
  });

  it("lets a request that was given up fail as such", async () => {
    const gone = AbortSignal.abort();
    const thrown = await problemFrom(() => Promise.reject(gone.reason), { signal: gone });
    expect(thrown).toMatchObject({ name: "AbortError" });
  });

  it("leads to signing in and back when the session is over, except from there", async () => {
    const lost = aBrowser(async () => new Response(null, { status: 401 }));
    void lost.request("/v1");
    await vi.waitFor(() => expect(lost.location.assign).toHaveBeenCalled());
    expect(lost.location.assign).toHaveBeenCalledWith("/admin/sign-in?back=%2Fadmin%2Fsegments%3Fq%3Dshoes");
    const refused = aBrowser(async () => new Response(null, { status: 401 }), "/admin/sign-in");
    await expect(refused.request("/v1")).rejects.toBeInstanceOf(ProblemError);
    expect(refused.location.assign).not.toHaveBeenCalled();
  });
});
