// The navigation of phones and small tablets: up to five places in reach of a thumb, the rest behind "More".
import { useState } from "preact/hooks";
import { Link as RouterLink, useLocation } from "wouter-preact";
import { cx } from "../components/class-names";
import { Dialog } from "../components/dialog";
import { Ellipsis } from "../components/icons";
import { text } from "../texts/index";
import { isWithin, type NavPage, navPages } from "./nav-pages";

const PLACES = 5;

export function BottomBar() {
  const [path] = useLocation();
  const [more, setMore] = useState(false);
  const fits = navPages.length <= PLACES;
  const shown = fits ? navPages : navPages.slice(0, PLACES - 1);
  const rest = navPages.slice(shown.length);
  return (
    <>
      <nav
        aria-label={text.shell.navigation}
        class="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        <ul class="mx-auto flex max-w-xl">
          {shown.map((page) => (
            <li key={page.path} class="min-w-0 grow basis-0">
              <Place page={page} here={isWithin(path, page)} />
            </li>
          ))}
          {!fits && (
            <li class="min-w-0 grow basis-0">
              <button
                type="button"
                class={cx(
                  placeLook,
                  "w-full",
                  rest.some((page) => isWithin(path, page)) ? "text-accent" : "text-muted",
                )}
                aria-haspopup="dialog"
                onClick={() => setMore(true)}
              >
                <Ellipsis size={20} strokeWidth={1.75} aria-hidden="true" />
                {text.shell.more}
              </button>
            </li>
          )}
        </ul>
      </nav>
      <Dialog open={more} title={text.shell.more} onClose={() => setMore(false)}>
        <ul class="grid grid-cols-3 gap-2">
          {rest.map((page) => (
            <li key={page.path} onClick={() => setMore(false)}>
              <Place page={page} here={isWithin(path, page)} />
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}

function Place({ page: { path, nav }, here }: { page: NavPage; here: boolean }) {
  const Icon = nav.icon;
  return (
    <RouterLink
      to={path}
      aria-current={here ? "page" : undefined}
      className={cx(placeLook, here ? "text-accent" : "text-muted")}
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      <span class="max-w-full truncate">{text.pages[nav.name]}</span>
    </RouterLink>
  );
}

const placeLook =
  "flex h-14 cursor-pointer flex-col items-center justify-center gap-0.5 px-1 text-12 font-medium -outline-offset-2";
