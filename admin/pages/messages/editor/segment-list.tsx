// Chosen segments with their sizes, and a search to add one.
import { IconButton } from "../../../components/icon-button";
import { Plus, TriangleAlert, X } from "../../../components/icons";
import { Picker } from "../../../components/picker";
import { text } from "../../../texts/index";
import type { Segment } from "../api";

export interface SegmentListProps {
  label: string;
  add: string;
  ids: readonly string[];
  /** Segments that are chosen on the other side: in and out at once means never. */
  others: readonly string[];
  /** undefined: on their way. */
  segments: readonly Segment[] | undefined;
  onIds: (ids: string[]) => void;
}

export function SegmentList({ label, add, ids, others, segments, onIds }: SegmentListProps) {
  const words = text.messages.who;
  const byId = new Map(segments?.map((segment) => [segment.id, segment]));
  const offered = segments?.filter(({ id }) => !others.includes(id)) ?? [];
  const toggle = (id: string) => onIds(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  return (
    <div class="grid gap-2">
      {ids.length > 0 && (
        <ul aria-label={label} class="grid gap-1">
          {ids.map((id) => {
            const segment = byId.get(id);
            const name = segment?.name ?? (segments ? words.gone : "…");
            return (
              <li
                key={id}
                class="flex min-h-10 items-center gap-2 rounded-field border border-line bg-surface pr-1 pl-3"
              >
                {segments && !segment && (
                  <TriangleAlert size={16} aria-hidden="true" class="shrink-0 text-bad" />
                )}
                <span class="min-w-0 truncate font-medium">{name}</span>
                {segment && (
                  <span class="ml-auto shrink-0 text-12 text-muted tabular-nums">
                    {words.size(segment.size)}
                  </span>
                )}
                <span class={segment ? "" : "ml-auto"}>
                  <IconButton icon={X} size="small" label={words.remove(name)} onClick={() => toggle(id)} />
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {offered.length > 0 && (
        <div>
          <Picker
            label={add}
            class="btn btn-plain btn-sm"
            options={offered.map(({ id, name, description, size }) => ({
              value: id,
              label: name,
              detail: [words.size(size), description].filter(Boolean).join(" · "),
            }))}
            chosen={ids}
            several
            onChoose={toggle}
          >
            <Plus size={16} aria-hidden="true" />
            {add}
          </Picker>
        </div>
      )}
    </div>
  );
}
