// How far something is that goes on by itself.
export interface ProgressProps {
  done: number;
  total: number;
  /** The same in words. */
  said: string;
}

export function Progress({ done, total, said }: ProgressProps) {
  return (
    <>
      <div
        role="progressbar"
        aria-label={said}
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={total}
        class="h-2 rounded-small bg-sunken"
      >
        <div
          class="h-2 rounded-small bg-chart-1 transition-[width] duration-150"
          style={{ width: `${total === 0 ? 100 : (100 * done) / total}%` }}
        />
      </div>
      <p class="text-12 text-muted tabular-nums">{said}</p>
    </>
  );
}
