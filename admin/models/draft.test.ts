import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { draft } from "./draft";

function aStorage(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
    removeItem: (key: string) => {
      delete kept[key];
    },
  };
}

const aSegment = (changes: { name?: string } = {}) => ({ name: "Big spenders", ...changes });

describe("draft", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("survives a reload", () => {
    const storage = aStorage();
    const before = draft({ key: "segment/1", saved: aSegment(), storage });
    before.value.value = aSegment({ name: "Bigger spenders" });
    vi.runAllTimers();
    const after = draft({ key: "segment/1", saved: aSegment(), storage });
    expect(after.value.value.name).toBe("Bigger spenders");
    expect([after.restored.value, after.changed.value]).toEqual([true, true]);
  });

  it("is written at once when the page goes away", () => {
    const storage = aStorage();
    const one = draft({ key: "segment/1", saved: aSegment(), storage });
    one.value.value = aSegment({ name: "Half typed" });
    one.dispose();
    expect(draft({ key: "segment/1", saved: aSegment(), storage }).value.value.name).toBe("Half typed");
  });

  it("keeps one thing's work apart from another's", () => {
    const storage = aStorage();
    draft({ key: "segment/1", saved: aSegment(), storage }).value.value = aSegment({ name: "One" });
    vi.runAllTimers();
    expect(draft({ key: "segment/2", saved: aSegment(), storage }).value.value.name).toBe("Big spenders");
  });

  it("goes back to what is saved when discarded, and leaves nothing behind", () => {
    const storage = aStorage();
    const one = draft({ key: "segment/1", saved: aSegment(), storage });
    one.value.value = aSegment({ name: "Never mind" });
    vi.runAllTimers();
    one.discard();
    expect([one.value.value.name, one.changed.value]).toEqual(["Big spenders", false]);
    expect(storage.kept).toEqual({});
  });

  it("leaves nothing behind once saved", () => {
    const storage = aStorage();
    const one = draft({ key: "segment/1", saved: aSegment(), version: 1, storage });
    one.value.value = aSegment({ name: "Better" });
    vi.runAllTimers();
    one.saved(aSegment({ name: "Better" }), 2);
    vi.runAllTimers();
    expect([one.changed.value, storage.kept]).toEqual([false, {}]);
  });

  it("tells when somebody else saved meanwhile", () => {
    const storage = aStorage();
    draft({ key: "segment/1", saved: aSegment(), version: 1, storage }).value.value = aSegment({
      name: "Mine",
    });
    vi.runAllTimers();
    const later = draft({ key: "segment/1", saved: aSegment({ name: "Theirs" }), version: 2, storage });
    expect([later.value.value.name, later.conflict.value]).toEqual(["Mine", true]);
    later.discard();
    expect([later.value.value.name, later.conflict.value]).toEqual(["Theirs", false]);
  });

  it("ignores what it cannot read, and a storage that refuses", () => {
    const broken = aStorage({ "vitrine.draft/a": "{", "vitrine.draft/b": '{"value":7}' });
    const parse = (kept: unknown) => (typeof kept === "string" ? kept : undefined);
    expect(draft({ key: "a", saved: "x", storage: broken }).value.value).toBe("x");
    expect(draft({ key: "b", saved: "x", parse, storage: broken }).value.value).toBe("x");
    const refuse = () => {
      throw new Error("quota");
    };
    const full = { getItem: refuse, setItem: refuse, removeItem: refuse };
    const one = draft({ key: "c", saved: "x", storage: full });
    one.value.value = "y";
    vi.runAllTimers();
    expect(one.value.value).toBe("y");
  });
});
