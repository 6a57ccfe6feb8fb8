/** Two panes of glass, one behind the other, and the name. */
import { text } from "../texts/index";

export function Wordmark() {
  return (
    <span class="flex items-center gap-2.5 text-16 font-semibold tracking-tight">
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" class="text-accent">
        <path d="M4 4h10v16H4z" fill="currentColor" />
        <path d="M9 7h11v13H9z" fill="currentColor" fill-opacity="0.45" />
      </svg>
      {text.product}
    </span>
  );
}
