// Messages that they saw, or would have seen: which variant, how often, and what they did with it.
import { CONTROL } from "../../../core/messages/message";
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { Link } from "../../components/link";
import { RelativeTime } from "../../components/relative-time";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { Person } from "./model";

interface MessageHistoryProps {
  person: Person;
  /** With an empty id: choose one from the list. */
  onWhy: (id: string) => void;
}

export function MessageHistory({ person: { messages }, onWhy }: MessageHistoryProps) {
  const words = text.profiles.messages;
  return (
    <>
      {messages.length === 0 && <p class="py-6 text-center text-muted">{words.none}</p>}
      <ul class="divide-y divide-line">
        {messages.map((message) => (
          <li key={message.id} class="flex items-start justify-between gap-4 py-4 first:pt-0">
            <Entry message={message} />
            {message.name !== null && (
              <Button
                size="small"
                kind="quiet"
                label={words.whyOf(message.name)}
                onClick={() => onWhy(message.id)}
              >
                {words.why}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div class="mt-3">
        <Button size="small" onClick={() => onWhy("")}>
          {words.other}
        </Button>
      </div>
    </>
  );
}

function Entry({ message }: { message: Person["messages"][number] }) {
  const words = text.profiles.messages;
  const { timeZone } = currentShop();
  const control = message.variant === CONTROL;
  const acts = (["clicked", "submitted", "closed", "converted"] as const).flatMap((act) => {
    const at = message[`${act}At`];
    return at === undefined ? [] : [{ act, at }];
  });
  return (
    <div class="grid min-w-0 gap-1">
      {message.name === null ? (
        <span class="text-muted">{words.gone}</span>
      ) : (
        <Link to={`/messages/${encodeURIComponent(message.id)}`} quiet>
          {message.name}
        </Link>
      )}
      <div class="flex flex-wrap gap-1.5">
        {control ? (
          <Badge tone="warn">{words.control}</Badge>
        ) : (
          <Badge>{words.variant(message.variantName ?? message.variant)}</Badge>
        )}
      </div>
      <p class="text-12 text-muted">
        {message.exposed > 0 && (
          <>
            {control ? words.wouldBe(message.exposed) : words.shown(message.exposed)}, {words.last}{" "}
            <RelativeTime at={message.lastExposedAt} timeZone={timeZone} />
          </>
        )}
        {acts.map(({ act, at }, index) => (
          <span key={act}>
            {(index > 0 || message.exposed > 0) && " · "}
            {words[act]} <RelativeTime at={at} timeZone={timeZone} />
          </span>
        ))}
      </p>
    </div>
  );
}
