// The browser's own dialog: it traps the focus, closes with Escape and gives the focus back.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { text } from "../texts/index";
import { cx } from "./class-names";
import { IconButton } from "./icon-button";
import { X } from "./icons";

export interface DialogProps {
  open: boolean;
  title: string;
  /** Escape, the cross and a press outside. */
  onClose: () => void;
  children: ComponentChildren;
  /** The buttons: the way out first, the thing to do last. */
  actions?: ComponentChildren;
  /** Along the side, for what is read beside the page; on phones it comes from below like the others. */
  side?: boolean;
}

export function Dialog({ open, title, onClose, children, actions, side = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);

  return (
    <dialog
      ref={dialog}
      class={cx("modal max-sm:modal-bottom", side && "sm:modal-end")}
      aria-labelledby={titleId}
      onClose={() => open && onClose()}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      {open && (
        <div class={cx("modal-box grid content-start gap-4 p-6", side && "modal-side")}>
          <div class="flex items-start justify-between gap-4">
            <h2 id={titleId} class="text-20">
              {title}
            </h2>
            <div class="-mt-1 -mr-2">
              <IconButton icon={X} label={text.common.close} onClick={onClose} />
            </div>
          </div>
          <div class="max-w-prose">{children}</div>
          {actions && <div class="flex flex-wrap justify-end gap-2 pt-2">{actions}</div>}
        </div>
      )}
    </dialog>
  );
}
