import { effect } from "@preact/signals";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asChoice, asFlag, asList, asNumber, asText, type Codec, type Place, urlSignals } from "./url";

/** A window with a history, as far as addresses go. */
function aWindow(search = "") {
  const entries = [search];
  let at = 0;
  const listeners = new Map<string, (() => void)[]>();
  const location = {
    pathname: "/admin/segments",
    hash: "#top",
    get search() {
      return entries[at]!;
    },
  };
  const searchOf = (url: string) => new URL(url, "https://shop.test").search;
  const place: Place = {
    location,
    history: {
      pushState(_state, _title, url) {
        entries.splice(at + 1, entries.length, searchOf(url));
        at += 1;
      },
      replaceState(_state, _title, url) {
        entries[at] = searchOf(url);
      },
    },
    addEventListener: (type, listener) =>
      void listeners.set(type, [...(listeners.get(type) ?? []), listener]),
  };
  const go = (steps: number) => {
    at += steps;
    for (const listener of listeners.get("popstate") ?? []) listener();
  };
  return { place, go, entries, location };
}

describe("url signals", () => {
  it("read what a shared link says, else the default", () => {
    const url = urlSignals(aWindow("?tab=insights&page=x").place);
    expect(url("tab", asChoice("overview", "insights"), "overview").value).toBe("insights");
    expect(url("page", asNumber, 1).value).toBe(1);
    expect(url("q", asText, "").value).toBe("");
  });

  it("write themselves, keep the others and the hash, and leave defaults out", () => {
    const { place, location } = aWindow("?q=shoes");
    const url = urlSignals(place);
    const tab = url("tab", asChoice("overview", "insights"), "overview");
    tab.value = "insights";
    expect(location.search).toBe("?q=shoes&tab=insights");
    tab.value = "overview";
    expect(location.search).toBe("?q=shoes");
  });

  it("follow the back button when they push, and tell who watches", () => {
    const { place, go } = aWindow();
    const tab = urlSignals(place)("tab", asChoice("overview", "insights"), "overview", { history: "push" });
    const seen: string[] = [];
    effect(() => void seen.push(tab.value));
    tab.value = "insights";
    go(-1);
    expect(seen).toEqual(["overview", "insights", "overview"]);
  });

  it("make no step in the history while typing, nor for the value that is there", () => {
    const { place, entries } = aWindow();
    const url = urlSignals(place);
    const query = url("q", asText, "");
    query.value = "s";
    query.value = "sh";
    const tab = url("tab", asText, "a", { history: "push" });
    tab.value = "a";
    expect(entries).toEqual(["?q=sh"]);
  });

  it("come back as they were written, whatever they hold", () => {
    const roundTrip = <T>(codec: Codec<T>, fallback: T, value: T) => {
      const { place, location } = aWindow();
      urlSignals(place)("x", codec, fallback).value = value;
      return urlSignals(aWindow(location.search).place)("x", codec, fallback).value;
    };
    const holds = <T>(values: fc.Arbitrary<T>, codec: Codec<T>, fallback: T) =>
      fc.assert(
        fc.property(values, (value) => {
          expect(roundTrip(codec, fallback, value)).toEqual(value);
        }),
      );
    holds(fc.string(), asText, "z");
    holds(fc.integer(), asNumber, 1);
    holds(fc.boolean(), asFlag, true);
    holds<readonly string[]>(fc.array(fc.string({ minLength: 1 })), asList, ["z"]);
  });
});
