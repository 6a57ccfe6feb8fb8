// A list of which only what is seen exists: 100,000 rows scroll as smoothly as ten.
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from "@tanstack/virtual-core";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface VirtualListProps {
  label: string;
  count: number;
  /** The content of one row. */
  row: (index: number) => ComponentChildren;
  keyOf?: (index: number) => string | number;
  /** Pixels of a row before it is measured. */
  rowHeight?: number;
  /** Pixels of the whole. */
  height?: number;
  /** Told when the last rows come near, to load more. */
  onNearEnd?: () => void;
}

type Options = VirtualizerOptions<HTMLDivElement, HTMLLIElement>;
const NEAR_END = 20;

export function VirtualList({
  label,
  count,
  row,
  keyOf,
  rowHeight = 40,
  height = 400,
  onNearEnd,
}: VirtualListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [, redraw] = useState(0);
  const kept = useRef<Virtualizer<HTMLDivElement, HTMLLIElement>>();

  const options: Options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: keyOf ?? ((index) => index),
    overscan: 8,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw((times) => times + 1),
  };
  kept.current ??= new Virtualizer(options);
  const list = kept.current;
  list.setOptions(options);
  useLayoutEffect(() => list._didMount(), []);
  useLayoutEffect(() => list._willUpdate());

  const shown = list.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useLayoutEffect(() => {
    if (count > 0 && last >= count - NEAR_END) onNearEnd?.();
  }, [last >= count - NEAR_END, count]);

  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label={label}
      class="overflow-y-auto -outline-offset-2"
      style={{ height: `${height}px` }}
    >
      <ul class="relative" style={{ height: `${list.getTotalSize()}px` }}>
        {shown.map(({ key, index, start }) => (
          <li
            key={key}
            data-index={index}
            ref={list.measureElement}
            aria-setsize={count}
            aria-posinset={index + 1}
            class="absolute inset-x-0 top-0 flex min-h-10 items-center border-b border-line px-(--pane-inset,1rem)"
            style={{ transform: `translateY(${start}px)` }}
          >
            {row(index)}
          </li>
        ))}
      </ul>
    </div>
  );
}
