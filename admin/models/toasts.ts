// Short notes about what just happened, with a way to take it back.
import { signal } from "@preact/signals";

export type ToastTone = "done" | "problem";

export interface Toast {
  id: number;
  text: string;
  tone: ToastTone;
  undo?: (() => void) | undefined;
}

/** Long enough to read and reach; the list holds still while pointed at or focused. */
const STAY = 6_000;
const STAY_WITH_UNDO = 12_000;

let lastId = 0;
let held = false;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export const toasts = signal<readonly Toast[]>([]);

export function notify(text: string, options: { tone?: ToastTone; undo?: () => void } = {}): void {
  lastId += 1;
  const toast: Toast = { id: lastId, text, tone: options.tone ?? "done", undo: options.undo };
  toasts.value = [...toasts.value, toast];
  if (!held) startTimer(toast);
}

export function dismiss(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function undo(toast: Toast): void {
  dismiss(toast.id);
  toast.undo?.();
}

export function hold(now: boolean): void {
  if (held === now) return;
  held = now;
  for (const toast of toasts.value) {
    if (now) clearTimeout(timers.get(toast.id));
    else startTimer(toast);
  }
}

/** Problems stay until they are read and closed. */
function startTimer(toast: Toast): void {
  if (toast.tone === "problem") return;
  timers.set(
    toast.id,
    setTimeout(() => dismiss(toast.id), toast.undo ? STAY_WITH_UNDO : STAY),
  );
}
