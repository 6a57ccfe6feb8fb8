import { signal } from "@preact/signals";
import { Button } from "../../components/button";
import { Dialog } from "../../components/dialog";
import { EmptyState } from "../../components/empty-state";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { CirclePause, Plus, UsersRound } from "../../components/icons";
import { Panel } from "../../components/panel";
import { Skeleton } from "../../components/skeleton";
import { TextInput } from "../../components/text-input";
import type { Session } from "../../models/session";
import { notify } from "../../models/toasts";
import { Header } from "../../shell/header";
import { Shelf, Specimen } from "./shelf";

const asking = signal(false);
const broken = signal(false);
const typed = signal("");

export function Feedback() {
  if (broken.value) {
    broken.value = false;
    throw new Error("A made-up failure of the kitchen sink");
  }
  return (
    <Shelf name="Feedback">
      <Specimen name="Toasts, Dialog, error boundary">
        <Button onClick={() => notify("Segment archived", { undo: () => notify("Segment restored") })}>
          Toast with undo
        </Button>
        <Button onClick={() => notify("Mailchimp refused 12 members", { tone: "problem" })}>
          Toast of a problem
        </Button>
        <Button onClick={() => (asking.value = true)}>Open dialog</Button>
        <Button onClick={() => (broken.value = true)}>Break this page</Button>
      </Specimen>
      <DeleteDialog />
      <ErrorNote
        problem={{
          status: 422,
          title: "The segment was not saved",
          detail: "Two conditions are not complete. Your work is kept here; complete them and save again.",
          errors: [
            { path: "rule.all.0.value", message: "Say how many days." },
            { path: "name", message: "Another segment has this name." },
          ],
          requestId: "req_8f2c1a",
        }}
        nameOf={(path) => (path === "name" ? "Name" : "First condition")}
        onRetry={() => notify("Tried again")}
      />
      <div class="grid gap-6 lg:grid-cols-2">
        <Panel>
          <EmptyState
            icon={UsersRound}
            title="No segments yet"
            guide="https://example.com/guide"
            action={
              <Button kind="primary" icon={Plus}>
                New segment
              </Button>
            }
          >
            A segment is a group of people kept up to date by a rule, such as “bought twice in the last 60
            days”.
          </EmptyState>
        </Panel>
        <Panel title="Skeleton">
          <Skeleton widths={[30, 90, 75, 85, 40]} />
        </Panel>
      </div>
      <Specimen name="Header of a signed-in owner of two shops" stack>
        <div class="isolate rounded-box border border-line">
          <Header
            session={sampleSession}
            onSwitchShop={() => notify("Shop switched")}
            onSignOut={() => notify("Signed out")}
            pause={
              <Button size="small" icon={CirclePause}>
                <span class="max-sm:sr-only">Pause everything</span>
              </Button>
            }
          />
        </div>
      </Specimen>
    </Shelf>
  );
}

function DeleteDialog() {
  const close = () => (asking.value = false);
  return (
    <Dialog
      open={asking.value}
      title="Delete “Big spenders”?"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="danger" disabled={typed.value !== "Big spenders"} onClick={close}>
            Delete segment
          </Button>
        </>
      }
    >
      <p>Two messages use it and will stop. The 1,204 people in it are kept.</p>
      <div class="mt-4">
        <Field label="Type its name to delete it">
          <TextInput value={typed.value} onValue={(value) => (typed.value = value)} />
        </Field>
      </div>
    </Dialog>
  );
}

const shops = [
  { id: "nord", name: "Atelier Nord", currency: "EUR", timeZone: "Europe/Rome", role: "owner" as const },
  { id: "sud", name: "Atelier Süd", currency: "EUR", timeZone: "Europe/Berlin", role: "owner" as const },
];
const sampleSession: Session = {
  member: { name: "Giulia Conti", email: "giulia@atelier-nord.example", role: "owner" as const },
  shop: shops[0]!,
  shops,
};
