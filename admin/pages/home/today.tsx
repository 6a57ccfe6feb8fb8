// Home once signals come: who was here, what messages did, which segments are large, what needs attention.
import { ErrorNote } from "../../components/error-note";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { StatusDot } from "../../components/status-dot";
import { currentTime } from "../../models/clock";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { SignalList } from "../installation/signal-list";
import { AttentionList } from "./attention";
import type { HomeModel } from "./model";
import { PeopleSeen } from "./people-seen";
import { LargestSegments, LiveMessages } from "./tables";

const LIVE_FOR = 5 * 60_000;

export function Today({ model }: { model: HomeModel }) {
  const problem = model.installation.problem.value;
  return (
    <>
      <PageHeader title={text.pages.home} mark={<SignalLight model={model} />} />
      <div class="grid gap-8">
        {problem && <ErrorNote problem={problem} />}
        <AttentionList items={model.attention.value} />
        <PeopleSeen people={model.people} />
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div class="grid gap-6">
            <LiveMessages model={model} />
            <LargestSegments model={model} />
          </div>
          <LatestSignals model={model} />
        </div>
      </div>
    </>
  );
}

/** Green while signals come; with the time of the last one when they do not. */
function SignalLight({ model }: { model: HomeModel }) {
  const last = model.installation.state.value?.lastSignalAt ?? 0;
  if (currentTime() - last < LIVE_FOR) return <StatusDot state="live" label={text.home.signalsLive} />;
  return (
    <span class="text-muted">
      <StatusDot state="off" label={text.home.setUp.lastSignal} />{" "}
      <RelativeTime at={last} timeZone={currentShop().timeZone} />
    </span>
  );
}

function LatestSignals({ model }: { model: HomeModel }) {
  const signals = model.installation.state.value?.signals ?? [];
  return (
    <Panel title={text.home.signalsTitle}>
      {signals.length === 0 ? (
        <p class="text-muted">{text.home.signalsNone}</p>
      ) : (
        <SignalList signals={signals} />
      )}
      <p class="mt-5 border-t border-line pt-4">
        <Link to="/settings?tab=installation">{text.settings.tabs.installation}</Link>
      </p>
    </Panel>
  );
}
