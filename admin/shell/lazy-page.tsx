// Loads a page's code when it is first opened. A failed load goes to the error boundary, like any other failure.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Skeleton } from "../components/skeleton";
import type { LoadPage, PageProps } from "../pages";

/** Quick loads show nothing in between: a flash of grey bars is worse than a moment of calm. */
const PATIENCE = 200;
const loaded = new Map<LoadPage, ComponentType<PageProps>>();

/** Thrown when a page's code is not there, most often because a newer version was deployed. */
export class PageGone extends Error {}

export function LazyPage({ load, params }: { load: LoadPage } & PageProps) {
  const [state, setState] = useState<"loading" | "slow" | "ready" | Error>(
    loaded.has(load) ? "ready" : "loading",
  );

  useEffect(() => {
    if (loaded.has(load)) return;
    const timer = setTimeout(() => setState("slow"), PATIENCE);
    load()
      .then(({ default: page }) => {
        loaded.set(load, page);
        setState("ready");
      })
      .catch((cause) => setState(new PageGone("The page's code did not load", { cause })))
      .finally(() => clearTimeout(timer));
    return () => clearTimeout(timer);
  }, [load]);

  if (state instanceof Error) throw state;
  const Page = loaded.get(load);
  if (Page) return <Page params={params} />;
  return state === "slow" ? <Skeleton widths={[24, 60, 90, 80]} /> : null;
}
