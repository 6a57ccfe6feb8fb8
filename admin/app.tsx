// The panel as a whole: address → page, inside the shell, behind a boundary that catches what breaks.
import { Route, Router, Switch } from "wouter-preact";
import { Toasts } from "./components/toasts";
import { session } from "./models/session";
import { pages } from "./pages";
import { NotFound } from "./pages/not-found/page";
import { ErrorBoundary } from "./shell/error-boundary";
import { LazyPage } from "./shell/lazy-page";
import { Shell } from "./shell/shell";

export const BASE = "/admin";

export function App() {
  return (
    <Router base={BASE}>
      <Shell session={session.value}>
        <ErrorBoundary>
          <Switch>
            {pages.map(({ path, load }) => (
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
      </Shell>
      <Toasts />
    </Router>
  );
}
