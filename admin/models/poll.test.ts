import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { poll } from "./poll";

function aPage() {
  const target = new EventTarget();
  const page = {
    hidden: false,
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    show(visible: boolean) {
      page.hidden = !visible;
      target.dispatchEvent(new Event("visibilitychange"));
    },
  };
  return page;
}

describe("poll", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("asks at once, then regularly, until stopped", async () => {
    const round = vi.fn(async () => {});
    const stop = poll(round, { every: 1000, page: aPage() });
    await vi.advanceTimersByTimeAsync(2500);
    expect(round).toHaveBeenCalledTimes(3);
    stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(round).toHaveBeenCalledTimes(3);
  });

  it("rests while the page is hidden, and asks at once when it is seen again", async () => {
    const page = aPage();
    const round = vi.fn(async () => {});
    poll(round, { every: 1000, page });
    await vi.advanceTimersByTimeAsync(0);
    page.show(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(round).toHaveBeenCalledTimes(1);
    page.show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(round).toHaveBeenCalledTimes(2);
  });

  it("never asks twice at once", async () => {
    const page = aPage();
    let open = 0;
    let most = 0;
    poll(
      async () => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((done) => setTimeout(done, 5000));
        open -= 1;
      },
      { every: 1000, page },
    );
    page.show(false);
    page.show(true);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(most).toBe(1);
  });

  it("slows down while it fails", async () => {
    const round = vi.fn(async () => {
      throw new Error("down");
    });
    poll(round, { every: 1000, page: aPage() });
    await vi.advanceTimersByTimeAsync(6500);
    expect(round).toHaveBeenCalledTimes(3);
  });
});
