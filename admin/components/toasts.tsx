// Where toasts appear. Mounted once, always: a live region must be there before its words are.
import { dismiss, hold, type Toast, toasts, undo } from "../models/toasts";
import { text } from "../texts/index";
import { IconButton } from "./icon-button";
import { CircleAlert, CircleCheck, X } from "./icons";

export function Toasts() {
  return (
    <section
      aria-label={text.common.notifications}
      class="pointer-events-none fixed inset-x-4 bottom-20 z-50 grid justify-items-center gap-2 lg:bottom-6"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocusIn={() => hold(true)}
      onFocusOut={() => hold(false)}
    >
      <div role="status" aria-live="polite" class="contents">
        {toasts.value.map((toast) => (
          <ToastNote key={toast.id} toast={toast} />
        ))}
      </div>
    </section>
  );
}

function ToastNote({ toast }: { toast: Toast }) {
  const Icon = toast.tone === "done" ? CircleCheck : CircleAlert;
  return (
    <div class="toast-note floating pointer-events-auto flex max-w-full items-center gap-3 py-1.5 pr-1.5 pl-4">
      <Icon
        size={18}
        aria-hidden="true"
        class={`shrink-0 ${toast.tone === "done" ? "text-good" : "text-bad"}`}
      />
      <span class="min-w-0 py-1">{toast.text}</span>
      {toast.undo && (
        <button type="button" class="btn btn-ghost px-3 text-accent" onClick={() => undo(toast)}>
          {text.common.undo}
        </button>
      )}
      <IconButton icon={X} label={text.common.dismiss} size="small" onClick={() => dismiss(toast.id)} />
    </div>
  );
}
