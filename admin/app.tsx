// The panel as a whole: address → page, inside the shell, behind a boundary that catches what breaks. Pages for people
// who are not signed in stand without the shell.
import { Route, Router, Switch } from "wouter-preact";
import { Toasts } from "./components/toasts";
import type { Problem } from "./models/problem";
import { session } from "./models/session";
import { type Page, pages } from "./pages";
import { NotFound } from "./pages/not-found/page";
import { ErrorBoundary } from "./shell/error-boundary";
import { LazyPage } from "./shell/lazy-page";
import { Shell } from "./shell/shell";
import { Unopened } from "./shell/unopened";

export const BASE = "/admin";

/** @param props.problem why the session could not be opened */
export function App({ problem }: { problem: Problem | undefined }) {
  const member = session.value;
  return (
    <Router base={BASE}>
      {problem ? (
        <Unopened problem={problem} />
      ) : member ? (
        <Shell session={member}>
          <Pages of={pages.filter(({ open }) => !open)} />
        </Shell>
      ) : (
        <Pages of={pages.filter(({ open }) => open)} />
      )}
      <Toasts />
    </Router>
  );
}

function Pages({ of }: { of: readonly Page[] }) {
  return (
    <ErrorBoundary>
      <Switch>
        {of.map(({ path, load }) => (
          <Route key={path} path={path}>
            {(params: Record<string, string | undefined>) => (
              <LazyPage key={path} load={load} params={params} />
            )}
          </Route>
        ))}
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </ErrorBoundary>
  );
}
