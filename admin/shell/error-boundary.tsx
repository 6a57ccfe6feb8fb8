// When a page breaks: what happened, what is safe, what to do. The rail around it keeps working.
import { Component, type ComponentChildren } from "preact";
import { useLocation } from "wouter-preact";
import { Button } from "../components/button";
import { CopyField } from "../components/copy-field";
import { PageHeader } from "../components/page-header";
import { text } from "../texts/index";
import { PageGone } from "./lazy-page";

/** Going to another page is a new beginning. */
export function ErrorBoundary({ children }: { children: ComponentChildren }) {
  const [path] = useLocation();
  return <Boundary key={path}>{children}</Boundary>;
}

class Boundary extends Component<{ children: ComponentChildren }, { error?: Error | undefined }> {
  override componentDidCatch(error: unknown) {
    this.setState({ error: error instanceof Error ? error : new Error(String(error)) });
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    console.error(error);
    return <Crash error={error} onRetry={() => this.setState({ error: undefined })} />;
  }
}

export function Crash({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const reload = (
    <Button kind={error instanceof PageGone ? "primary" : "plain"} onClick={() => location.reload()}>
      {text.crash.reload}
    </Button>
  );
  if (error instanceof PageGone) {
    return (
      <div role="alert">
        <PageHeader title={text.crash.outdatedTitle} about={text.crash.outdated} />
        {reload}
      </div>
    );
  }
  return (
    <div role="alert" class="grid gap-6">
      <div>
        <PageHeader title={text.crash.title} about={text.crash.safe} />
        <p class="max-w-prose">{text.crash.todo}</p>
        <div class="mt-4 flex flex-wrap gap-2">
          <Button kind="primary" onClick={onRetry}>
            {text.crash.again}
          </Button>
          {reload}
        </div>
      </div>
      <CopyField label={text.crash.details} code={detailsOf(error)} />
    </div>
  );
}

const detailsOf = (error: Error) =>
  `${error.name}: ${error.message}\n${location.pathname}\n${navigator.userAgent}`;
