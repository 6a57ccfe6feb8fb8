// The browsers in which they were seen, and what is known of the one used last.
import { RelativeTime } from "../../components/relative-time";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { textOf } from "./facts";
import type { Person } from "./model";
import { Section } from "./section";

const SHOWN = 6;

export function Devices({ person }: { person: Person }) {
  const words = text.person.devices;
  const { timeZone } = currentShop();
  const { browsers } = person;
  const newest = [textOf(person, "device"), textOf(person, "os"), textOf(person, "browser")]
    .filter(Boolean)
    .join(", ");
  return (
    <Section title={words.title}>
      {browsers.length === 0 && !newest ? (
        <p class="text-muted">{words.none}</p>
      ) : (
        <>
          {browsers.length > 0 && <p>{words.browsers(browsers.length)}</p>}
          {newest && (
            <p class="text-muted">
              {words.last} {newest}
            </p>
          )}
          {browsers.length > 1 && (
            <ul class="mt-2 grid gap-1 text-12 text-muted">
              {browsers.slice(0, SHOWN).map(({ lastAt }, i) => (
                <li key={`${lastAt} ${i}`} class="flex justify-between gap-3">
                  <span>{words.browser(i + 1)}</span>
                  <span>
                    {words.seen} <RelativeTime at={lastAt} timeZone={timeZone} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  );
}
