// What needs attention, each with the one thing to do. Nothing at all when all is well.
import type { ComponentChildren } from "preact";
import { CircleAlert } from "../../components/icons";
import { Link } from "../../components/link";
import { RelativeTime } from "../../components/relative-time";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { Attention } from "./model";

export function AttentionList({ items }: { items: readonly Attention[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="attention">
      <h2 id="attention" class="mb-3 text-16">
        {text.home.attention.title}
      </h2>
      <ul class="grid gap-px overflow-clip rounded-box border border-line bg-line">
        {items.map((item) => (
          <li key={item.kind} class="flex gap-3 bg-surface px-4 py-3 sm:px-6">
            <CircleAlert size={18} aria-hidden="true" class="mt-px shrink-0 text-warn" />
            <div class="flex min-w-0 grow flex-wrap items-start justify-between gap-x-6 gap-y-1">
              <div class="min-w-0 grow basis-72">
                <p class="font-medium">{titleOf(item)}</p>
                <p class="max-w-prose text-muted">{text.home.attention[item.kind].about}</p>
              </div>
              {actionOf(item)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function titleOf(item: Attention): ComponentChildren {
  const words = text.home.attention;
  switch (item.kind) {
    case "quiet":
      return (
        <>
          {words.quiet.title}. {words.quiet.last}:{" "}
          <RelativeTime at={item.since} timeZone={currentShop().timeZone} />
        </>
      );
    case "changes":
      return words.changes.title(item.count);
    case "evaluating":
      return words.evaluating.title(item.share);
    default:
      return words[item.kind].title;
  }
}

function actionOf({ kind }: Attention) {
  const words = text.home.attention;
  if (kind === "quiet") return <Link to="/settings?tab=installation">{words.quiet.action}</Link>;
  if (kind === "noMessage" || kind === "changes") return <Link to="/messages">{words[kind].action}</Link>;
  return null;
}
