import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { ProblemError } from "./problem";
import { resource } from "./resource";

/** A server whose answers the test gives, in the order that it likes. */
function aServer() {
  const asked: {
    question: string;
    signal: AbortSignal;
    give(value: string): void;
    refuse(error: unknown): void;
  }[] = [];
  const answer = (question: string, abort: AbortSignal) =>
    new Promise<string>((give, refuse) => asked.push({ question, signal: abort, give, refuse }));
  return { asked, answer };
}

const settle = () => new Promise((done) => setTimeout(done));

describe("resource", () => {
  it("loads, and says that it does", async () => {
    const server = aServer();
    const people = resource(() => "people", server.answer);
    expect(people.loading.value).toBe(true);
    expect(people.data.value).toBeUndefined();
    server.asked[0]!.give("1,204");
    await settle();
    expect([people.data.value, people.loading.value]).toEqual(["1,204", false]);
  });

  it("shows the newest question's answer, in whatever order answers arrive", async () => {
    const server = aServer();
    const query = signal("a");
    const found = resource(() => query.value, server.answer);
    query.value = "ab";
    query.value = "abc";
    server.asked[2]!.give("for abc");
    await settle();
    server.asked[0]!.give("for a");
    server.asked[1]!.refuse(new ProblemError({ status: 500, title: "late" }));
    await settle();
    expect(found.data.value).toBe("for abc");
    expect(found.error.value).toBeUndefined();
    expect(server.asked.map((one) => one.signal.aborted)).toEqual([true, true, false]);
  });

  it("keeps the last answer, marked stale, while a newer question is open", async () => {
    const server = aServer();
    const query = signal("a");
    const found = resource(() => query.value, server.answer);
    server.asked[0]!.give("for a");
    await settle();
    query.value = "b";
    expect([found.data.value, found.stale.value, found.loading.value]).toEqual(["for a", true, true]);
    server.asked[1]!.give("for b");
    await settle();
    expect([found.data.value, found.stale.value]).toEqual(["for b", false]);
  });

  it("keeps the last answer when a refresh fails, and forgets the error when one works", async () => {
    const server = aServer();
    const people = resource(() => "people", server.answer);
    server.asked[0]!.give("ten");
    await settle();
    const refreshed = people.refresh();
    server.asked[1]!.refuse(new ProblemError({ status: 503, title: "Down" }));
    await refreshed;
    expect([people.data.value, people.error.value?.title]).toEqual(["ten", "Down"]);
    const again = people.refresh();
    server.asked[2]!.give("eleven");
    await again;
    expect([people.data.value, people.error.value]).toEqual(["eleven", undefined]);
  });

  it("asks nothing while there is no question, nor when the question stays the same", () => {
    const server = aServer();
    const id = signal<string | null>(null);
    const noise = signal(0);
    resource(() => {
      noise.value;
      return id.value;
    }, server.answer);
    expect(server.asked).toHaveLength(0);
    id.value = "42";
    noise.value = 1;
    expect(server.asked).toHaveLength(1);
  });

  it("takes an answer put in place over one that was under way", async () => {
    const server = aServer();
    const name = resource(() => "name", server.answer);
    name.set("New name");
    server.asked[0]!.give("Old name");
    await settle();
    expect([name.data.value, name.loading.value]).toEqual(["New name", false]);
  });

  it("aborts and stays silent once disposed", async () => {
    const server = aServer();
    const people = resource(() => "people", server.answer);
    people.dispose();
    server.asked[0]!.give("late");
    await settle();
    expect(server.asked[0]!.signal.aborted).toBe(true);
    expect(people.data.value).toBeUndefined();
  });
});
