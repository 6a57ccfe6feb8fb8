// What stands around the pages before the panel: two large panes of glass with light behind them, and the name.
import type { ComponentChildren } from "preact";
import { ThemeMenu } from "./theme-control";
import { Wordmark } from "./wordmark";

export function Entrance({ children }: { children: ComponentChildren }) {
  return (
    <div class="entrance">
      <div aria-hidden="true" class="entrance-glass" />
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
