// What stands around the pages before the panel: two large panes of glass with light behind them, and the name.
import type { ComponentChildren } from "preact";
import { cx } from "../components/class-names";
import { ThemeMenu } from "./theme-control";
import { Wordmark } from "./wordmark";

export interface EntranceProps {
  children: ComponentChildren;
  /** The page shows a picture of its own: only the light stays. */
  plain?: boolean;
}

export function Entrance({ children, plain }: EntranceProps) {
  return (
    <div class="entrance">
      <div aria-hidden="true" class={cx("entrance-light", !plain && "entrance-glass")} />
      <header class="flex h-14 items-center justify-between px-4 sm:px-8">
        <Wordmark />
        <ThemeMenu />
      </header>
      <main id="content" class="grid grow content-start px-4 pt-6 pb-16 sm:px-8 sm:content-center">
        {children}
      </main>
    </div>
  );
}

/** The one pane of glass that holds the words. */
export function Glass({ children }: { children: ComponentChildren }) {
  return <div class="glass mx-auto w-full max-w-sm p-6 sm:p-8">{children}</div>;
}
