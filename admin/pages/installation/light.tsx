// The light: it waits, turns green at the first signal, and shows what arrives.
import { ErrorNote } from "../../components/error-note";
import { Link } from "../../components/link";
import { RelativeTime } from "../../components/relative-time";
import { StatusDot } from "../../components/status-dot";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { InstallationModel } from "./model";
import { SignalList } from "./signal-list";

export function Light({ model }: { model: InstallationModel }) {
  const installation = model.state.value;
  const words = text.home.setUp;
  if (!installation) return null;
  const { firstSignalAt, lastSignalAt, signals } = installation;
  const live = firstSignalAt !== null;
  return (
    <div class="grid gap-4">
      <StatusDot large state={live ? "live" : "waiting"} label={live ? words.live : words.waiting} />
      <p class="max-w-prose text-muted">{live ? words.liveAbout : words.waitingAbout}</p>
      {model.problem.value && <ErrorNote problem={model.problem.value} />}
      {live ? (
        <>
          {signals.length > 0 && <SignalList signals={signals} />}
          {lastSignalAt !== null && (
            <p class="text-12 text-muted">
              {words.lastSignal}: <RelativeTime at={lastSignalAt} timeZone={currentShop().timeZone} />
            </p>
          )}
        </>
      ) : (
        <Waiting origin={model.domains.value[0]} />
      )}
    </div>
  );
}

function Waiting({ origin }: { origin: string | undefined }) {
  const words = text.home.setUp;
  return (
    <>
      {origin && (
        <p>
          <Link href={origin}>{words.openShop}</Link>
        </p>
      )}
      <details class="group border-t border-line pt-4">
        <summary class="w-fit cursor-pointer rounded-small font-medium">{words.notYet}</summary>
        <ul class="mt-2 grid list-disc gap-1.5 pl-5 text-muted marker:text-edge">
          {words.checks.map((check) => (
            <li key={check}>{check}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
