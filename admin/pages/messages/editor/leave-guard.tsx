// Asks before unsaved work is left: by the browser when the tab goes, by a dialog inside the panel.
import { useEffect, useState } from "preact/hooks";
import { useLocation, useRouter } from "wouter-preact";
import { Button } from "../../../components/button";
import { Dialog } from "../../../components/dialog";
import { text } from "../../../texts/index";

export function LeaveGuard({ active }: { active: boolean }) {
  const words = text.messages.editor.leave;
  const [, go] = useLocation();
  const { base } = useRouter();
  const [target, setTarget] = useState<string>();

  useEffect(() => {
    if (!active) return;
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    // Before the router hears it. A new tab leaves nothing.
    const click = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.("a");
      if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
        return;
      const { origin, pathname, search } = new URL(link.href);
      if (origin !== location.origin || pathname === location.pathname || !pathname.startsWith(base)) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(pathname.slice(base.length) + search || "/");
    };
    addEventListener("beforeunload", beforeUnload);
    document.addEventListener("click", click, { capture: true });
    return () => {
      removeEventListener("beforeunload", beforeUnload);
      document.removeEventListener("click", click, { capture: true });
    };
  }, [active, base]);

  return (
    <Dialog
      open={target !== undefined}
      title={words.title}
      onClose={() => setTarget(undefined)}
      actions={
        <>
          <Button onClick={() => setTarget(undefined)}>{words.stay}</Button>
          <Button kind="primary" onClick={() => target !== undefined && go(target)}>
            {words.go}
          </Button>
        </>
      }
    >
      {words.about}
    </Dialog>
  );
}
