// The navigation of wide screens.
import { Link as RouterLink, useLocation } from "wouter-preact";
import { cx } from "../components/class-names";
import { text } from "../texts/index";
import { isWithin, navPages } from "./nav-pages";
import { Wordmark } from "./wordmark";

export function Rail() {
  const [path] = useLocation();
  return (
    <nav
      aria-label={text.shell.navigation}
      class="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-r border-line px-3 lg:flex"
    >
      <div class="flex h-14 shrink-0 items-center px-2">
        <Wordmark />
      </div>
      <ul class="grid gap-0.5 pt-2">
        {navPages.map((page) => {
          const { path: to, nav } = page;
          const { name, icon: Icon } = nav;
          const here = isWithin(path, page);
          return (
            <li key={to}>
              <RouterLink
                to={to}
                aria-current={here ? "page" : undefined}
                className={cx(
                  "flex h-9 items-center gap-2.5 rounded-field px-2.5 font-medium transition-colors pointer-coarse:h-11",
                  here ? "bg-accent-soft text-accent" : "text-muted hover:bg-sunken hover:text-ink",
                )}
              >
                <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
                {text.pages[name]}
              </RouterLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
