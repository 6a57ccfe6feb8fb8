// What stands around every page: rail, header, and on phones a bar at the bottom.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { signOut } from "../models/auth";
import { type Session, switchShop } from "../models/session";
import { watchShopSettings } from "../models/shop-settings";
import { text } from "../texts/index";
import { BottomBar } from "./bottom-bar";
import { Header } from "./header";
import { PausedBanner, PauseEverything } from "./pause-everything";
import { Rail } from "./rail";

export function Shell({ session, children }: { session: Session; children: ComponentChildren }) {
  useEffect(watchShopSettings, []);
  return (
    <div class="lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
      <a href="#content" class="btn btn-primary fixed top-2 left-2 z-50 not-focus:sr-only">
        {text.shell.skip}
      </a>
      <Rail />
      <div class="flex min-h-dvh min-w-0 flex-col">
        <Header session={session} onSwitchShop={switchShop} onSignOut={signOut} pause={<PauseEverything />} />
        <PausedBanner />
        <main
          id="content"
          tabIndex={-1}
          class="mx-auto w-full max-w-content grow px-4 pt-6 pb-28 sm:px-8 lg:pt-8 lg:pb-16"
        >
          {children}
        </main>
      </div>
      <BottomBar />
    </div>
  );
}
