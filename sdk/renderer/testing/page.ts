/** The script of the test pages: shows messages and keeps what they report, what shifted and what the CSP refused. */
import type { Content, MessageKind } from "../../../core/messages/message";
import { type ShownMessage, show } from "../index";

export interface Stage {
  show(
    kind: MessageKind,
    content: Content,
    how?: { preview?: boolean; into?: string; failing?: boolean },
  ): void;
  close(): void;
  update(content: Content): void;
  events: { event: string; answers?: Record<string, string>; url?: string }[];
  shifts: { at: number; what: string }[];
  refused: string[];
  errors: string[];
}
declare global {
  interface Window {
    stage: Stage;
  }
}

let shown: ShownMessage | undefined;

const stage: Stage = {
  events: [],
  shifts: [],
  refused: [],
  errors: [],
  show(kind, content, { preview, into, failing } = {}) {
    shown = show({
      kind,
      content,
      preview,
      into: into === "iframe" ? innerPage() : into ? document.querySelector(into)! : undefined,
      on(event, detail) {
        stage.events.push({ event, ...detail });
        if (event === "submitted" && failing) return Promise.reject(new Error("offline"));
      },
    });
  },
  close: () => shown?.close(),
  update: (content) => shown?.update(content),
};
window.stage = stage;

/** As in the editor: the module runs in one document and draws into another. */
function innerPage(): HTMLElement {
  const frame = document.body.appendChild(document.createElement("iframe"));
  frame.title = "Preview";
  return frame.contentDocument!.body;
}

addEventListener("error", ({ message }) => stage.errors.push(message));
addEventListener("unhandledrejection", ({ reason }: PromiseRejectionEvent) =>
  stage.errors.push(String(reason)),
);
document.addEventListener("securitypolicyviolation", (e) => {
  stage.refused.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`);
});
// Every shift counts here, those shortly after an input too; sources in a shadow root are named by their host.
interface Shift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}
new PerformanceObserver((list) => {
  for (const { startTime, value, sources } of list.getEntries() as Shift[]) {
    stage.shifts.push({
      at: startTime,
      what: `${value}: ${sources.map(({ node }) => node?.nodeName ?? "gone")}`,
    });
  }
}).observe({ type: "layout-shift", buffered: true });
