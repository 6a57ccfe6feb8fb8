import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { createApp } from "../app";

/** The panel's build, as the platform's asset server would give it. */
const ASSETS = {
  async fetch(url: URL) {
    if (url.pathname === "/admin/") return new Response("<div id=panel></div>");
    if (url.pathname === "/admin/assets/panel-1.js") return new Response("panel()");
    return new Response("", { status: 404 });
  },
} as unknown as Fetcher;

const get = (path: string, assets = ASSETS) =>
  createApp().request(`https://vitrine.test${path}`, {}, { ...env, ASSETS: assets });

describe("the panel", () => {
  it("is one page for all its addresses, under a strict policy", async () => {
    for (const path of ["/admin", "/admin/", "/admin/segments/abc"]) {
      const response = await get(path);
      expect(response.status, path).toBe(200);
      expect(await response.text()).toContain("<div id=panel>");
      const policy = response.headers.get("content-security-policy") ?? "";
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
      ])
        expect(policy).toContain(part);
      expect(policy).not.toContain("unsafe");
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
  });

  it("keeps files for ever, as their names change with their content", async () => {
    const file = await get("/admin/assets/panel-1.js");
    expect(file.headers.get("cache-control")).toContain("immutable");
    expect((await get("/admin/assets/gone.js")).status).toBe(404);
  });
});
