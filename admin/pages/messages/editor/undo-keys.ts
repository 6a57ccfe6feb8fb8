// Ctrl/⌘ Z and its kin, outside of fields: inside of them they belong to the browser.
import { useEffect } from "preact/hooks";
import type { Editor } from "./model";

export function useUndoKeys({ steps }: Editor): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
      const target = event.target as HTMLElement;
      const isTyped = target.matches("textarea, [contenteditable], input:not([type=radio], [type=checkbox])");
      if (isTyped || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) steps.redo();
      else steps.undo();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [steps]);
}
