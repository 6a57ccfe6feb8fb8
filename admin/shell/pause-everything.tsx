// "Pause everything": in reach on every page. One press, one question; the paused state is then loud on every page.
import { useSignal } from "@preact/signals";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { ErrorNote } from "../components/error-note";
import { CirclePause } from "../components/icons";
import { may } from "../models/permissions";
import { pauseEverything, resumeEverything, shopSettings } from "../models/shop-settings";
import { notify } from "../models/toasts";
import { text } from "../texts/index";

const BANNER = "paused";

/** Stands in the header while messages run. Analysts may not pause. */
export function PauseEverything() {
  const asking = useSignal(false);
  if (!may("marketer") || shopSettings.value?.paused !== false) return null;
  const words = text.home.pause;

  function close() {
    asking.value = false;
    pauseEverything.reset();
  }

  async function pause() {
    const { ok } = await pauseEverything.run(undefined);
    if (!ok) return;
    close();
    notify(words.done);
    // The button that had the focus is gone; what took its place is the news.
    requestAnimationFrame(() => document.getElementById(BANNER)?.focus());
  }

  return (
    <>
      <Button kind="quiet" icon={CirclePause} onClick={() => (asking.value = true)}>
        <span class="max-sm:sr-only">{words.action}</span>
      </Button>
      <Dialog
        open={asking.value}
        title={words.title}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{text.common.cancel}</Button>
            <Button kind="primary" busy={pauseEverything.busy.value} onClick={pause}>
              {words.confirm}
            </Button>
          </>
        }
      >
        <div class="grid gap-4">
          <p>{words.about}</p>
          {pauseEverything.error.value && <ErrorNote problem={pauseEverything.error.value} />}
        </div>
      </Dialog>
    </>
  );
}

/** Under the header while everything is paused. */
export function PausedBanner() {
  if (!shopSettings.value?.paused) return null;
  const words = text.home.pause;

  async function resume() {
    const outcome = await resumeEverything.run(undefined);
    if (outcome.ok) {
      notify(words.resumed);
      document.getElementById("content")?.focus();
    } else notify(`${words.failed}: ${outcome.problem.title}`, { tone: "problem" });
  }

  return (
    <section
      id={BANNER}
      tabIndex={-1}
      aria-label={words.paused}
      class="border-b -outline-offset-2 border-warn-light/50 bg-warn-soft px-4 py-3 sm:px-8"
    >
      <div class="mx-auto flex max-w-content flex-wrap items-center gap-x-4 gap-y-2">
        <CirclePause size={20} aria-hidden="true" class="shrink-0 text-warn" />
        <p class="min-w-0 grow basis-56">
          <strong class="font-semibold text-warn">{words.paused}.</strong> {words.pausedAbout}
          {!may("marketer") && ` ${words.ask}`}
        </p>
        {may("marketer") && (
          <Button busy={resumeEverything.busy.value} onClick={resume}>
            {words.resume}
          </Button>
        )}
      </div>
    </section>
  );
}
