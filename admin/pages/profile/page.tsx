// One person: who they are, their numbers, what they do as they do it, and why they are where they are.
import { useEffect } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { EmptyState } from "../../components/empty-state";
import { ErrorNote } from "../../components/error-note";
import { UserRound } from "../../components/icons";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { Skeleton } from "../../components/skeleton";
import { Tabs, type TabsProps } from "../../components/tabs";
import { may } from "../../models/permissions";
import { session } from "../../models/session";
import { notify } from "../../models/toasts";
import { useModel } from "../../models/use-model";
import type { PageProps } from "../../pages";
import { text } from "../../texts/index";
import { listAddress } from "../profiles/model";
import { Aside } from "./aside";
import { Attributes } from "./attributes";
import { PersonHeader } from "./header";
import { MergeDialog } from "./merge/dialog";
import { MessageHistory } from "./messages";
import { type Person, type PersonModel, personModel, TABS, type Tab } from "./model";
import { KeyNumbers } from "./numbers";
import { Orders } from "./orders";
import { OwnTables } from "./tables";
import { LiveTimeline } from "./timeline";
import { WhyDrawer } from "./why-drawer";

export default function ProfilePage({ params }: PageProps) {
  const id = params.id ?? "";
  return <OnePerson key={id} id={id} />;
}

function OnePerson({ id }: { id: string }) {
  const model = useModel(() => personModel(id));
  const person = model.person.data.value;
  const problem = model.person.error.value;
  useLeadOn(id, person?.id);
  if (problem?.status === 404) return <Gone />;
  if (!person)
    return (
      <>
        <PageHeader
          title={text.profiles.person.visitor(id)}
          back={{ to: listAddress(), label: text.pages.profiles }}
        />
        {problem ? (
          <ErrorNote problem={problem} onRetry={() => void model.person.refresh()} />
        ) : (
          <Skeleton widths={[30, 100, 90, 60]} />
        )}
      </>
    );
  return (
    <>
      <PersonHeader model={model} person={person} />
      {session.value?.member.role === "analyst" && (
        <p class="-mt-3 mb-6 text-12 text-muted">{text.profiles.person.masked}</p>
      )}
      <div class="grid gap-8">
        <KeyNumbers person={person} />
        <div class="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-10">
          <Main model={model} person={person} />
          <Aside model={model} person={person} onWhy={(id) => openWhy(model, "segment", id)} />
        </div>
      </div>
      <WhyDrawer model={model} person={person} />
      {may("marketer") && <MergeDialog model={model} person={person} />}
    </>
  );
}

/** The address of somebody who became one with another leads to that one. */
function useLeadOn(id: string, found: string | undefined): void {
  const [, go] = useLocation();
  useEffect(() => {
    if (found === undefined || found === id) return;
    notify(text.person.merges.ledHere);
    go(`/profiles/${encodeURIComponent(found)}`, { replace: true });
  }, [id, found]);
}

function Main({ model, person }: { model: PersonModel; person: Person }) {
  const words = text.profiles.person.tabs;
  const counts: Partial<Record<Tab, number>> = {
    orders: person.orders.length,
    messages: person.messages.length,
  };
  // Most shops have no tables of their own.
  const shown = TABS.filter((id) => id !== "tables" || person.tables.length > 0 || model.tab.value === id);
  const tabs: TabsProps<Tab>["tabs"] = shown.map((id) => {
    const count = counts[id];
    return { id, label: words[id], ...(count ? { count } : {}) };
  });
  const content: Record<Tab, () => preact.JSX.Element> = {
    timeline: () => <LiveTimeline model={model.timeline} />,
    orders: () => <Orders person={person} />,
    messages: () => <MessageHistory person={person} onWhy={(id) => openWhy(model, "message", id)} />,
    attributes: () => <Attributes model={model} person={person} />,
    tables: () => <OwnTables person={person} />,
  };
  return (
    <Tabs
      label={text.profiles.person.tabsLabel}
      value={model.tab.value}
      onValue={(tab) => {
        model.tab.value = tab;
      }}
      tabs={tabs}
    >
      {content[model.tab.value]()}
    </Tabs>
  );
}

/** @param id empty to choose one from the list */
function openWhy(model: PersonModel, kind: "segment" | "message", id: string): void {
  model.why.value = `${kind}:${id}`;
}

function Gone() {
  const words = text.profiles.person;
  return (
    <>
      <PageHeader title={text.pages.profiles} />
      <EmptyState
        icon={UserRound}
        title={words.goneTitle}
        action={
          <Link to={listAddress()} button="primary">
            {words.toList}
          </Link>
        }
      >
        {words.gone}
      </EmptyState>
    </>
  );
}
