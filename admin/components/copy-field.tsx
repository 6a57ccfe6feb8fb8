// Code to take away, such as the tag, with a button that copies it.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { text } from "../texts/index";
import { cx } from "./class-names";
import { Check, Copy } from "./icons";

const SHOWN = 2_000;

export function CopyField({ label, code }: { label: string; code: string }) {
  const labelId = useId();
  const content = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      // Not allowed to copy: select it, so that one key press does.
      if (content.current) getSelection()?.selectAllChildren(content.current);
    }
  }

  const Icon = copied ? Check : Copy;
  return (
    <div class="grid min-w-0 gap-1.5">
      <span id={labelId} class="font-medium">
        {label}
      </span>
      <div class="flex items-start gap-x-2 rounded-field border border-line bg-sunken p-1 pl-3 max-sm:flex-col">
        <pre
          tabIndex={0}
          role="group"
          aria-labelledby={labelId}
          class="min-w-0 grow overflow-x-auto py-2 font-mono text-12 leading-5 max-sm:whitespace-pre-wrap max-sm:break-all"
        >
          <code ref={content}>{code}</code>
        </pre>
        <button
          type="button"
          class={cx("btn btn-plain min-w-24 max-sm:-ml-2 max-sm:self-stretch", copied && "text-good")}
          onClick={copy}
        >
          <Icon size={16} aria-hidden="true" />
          <span aria-live="polite">{copied ? text.common.copied : text.common.copy}</span>
        </button>
      </div>
    </div>
  );
}
