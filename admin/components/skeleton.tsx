// The shape of what is coming, so that nothing jumps when it is there.
import { text } from "../texts/index";

/** @param widths one bar for each line, in percent */
export function Skeleton({ widths = [40, 90, 70] }: { widths?: readonly number[] }) {
  return (
    <div role="status" class="grid gap-3 py-1">
      <span class="sr-only">{text.common.loading}</span>
      {widths.map((width, line) => (
        <div
          key={`${line}-${width}`}
          aria-hidden="true"
          class="skeleton-bar h-4"
          style={{ width: `${width}%` }}
        />
      ))}
    </div>
  );
}
