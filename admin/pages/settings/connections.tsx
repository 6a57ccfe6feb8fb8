// Shopify and WooCommerce: what to do over there, the secret, and how the last deliveries went.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { Badge, type Tone } from "../../components/badge";
import { Button } from "../../components/button";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { CopyField } from "../../components/copy-field";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { Link } from "../../components/link";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { Skeleton } from "../../components/skeleton";
import { TextInput } from "../../components/text-input";
import { may } from "../../models/permissions";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { type Connection, connectionsModel, MIN_SECRET, type Platform } from "./connections-model";
import { ReadOnlyNote } from "./notes";

type Model = ReturnType<typeof connectionsModel>;

export function Connections() {
  const model = useMemo(connectionsModel, []);
  useEffect(() => model.all.dispose, []);
  const leaving = useSignal<Platform | undefined>(undefined);
  const words = text.connections;
  const { data, error } = model.all;
  const requests = data.value?.privacyRequests.length ?? 0;
  return (
    <div class="grid max-w-3xl gap-6">
      <p class="max-w-prose text-muted text-pretty">{words.about}</p>
      {!may("owner") && <ReadOnlyNote>{text.settings.ownersOnly}</ReadOnlyNote>}
      {error.value && <ErrorNote problem={error.value} onRetry={() => void model.all.refresh()} />}
      {requests > 0 && (
        <p class="rounded-field bg-warn-soft px-3 py-2">
          {words.privacy(requests)} <Link to="/settings?tab=privacy">{words.privacyLink}</Link>
        </p>
      )}
      {!data.value && !error.value && <Skeleton widths={[40, 90, 70]} />}
      {data.value?.platforms.map((one) => (
        <OnePlatform
          key={one.platform}
          model={model}
          one={one}
          onLeave={() => (leaving.value = one.platform)}
        />
      ))}
      <Disconnect model={model} platform={leaving.value} onClose={() => (leaving.value = undefined)} />
    </div>
  );
}

function OnePlatform({ model, one, onLeave }: { model: Model; one: Connection; onLeave: () => void }) {
  const { platform, address, connection } = one;
  const words = text.connections;
  const renewing = useSignal(false);
  const [tone, state] = stateOf(connection);
  const asks = connection === null || renewing.value;
  return (
    <Panel title={words.platforms[platform]} actions={<Badge tone={tone}>{words.state[state]}</Badge>}>
      <div class="grid gap-5">
        {connection && <Deliveries platform={platform} connection={connection} />}
        {may("owner") && (
          <>
            {asks && (
              <ol class="grid max-w-prose list-decimal gap-2 pl-5">
                {words.steps[platform].map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            )}
            <CopyField label={words.address} code={address} />
            {asks && (
              <SecretForm model={model} platform={platform} onSaved={() => (renewing.value = false)} />
            )}
            {connection && (
              <div class="flex flex-wrap gap-3">
                {!asks && <Button onClick={() => (renewing.value = true)}>{words.change}</Button>}
                <Button onClick={onLeave}>
                  {words.disconnect}
                  <span class="sr-only"> {words.platforms[platform]}</span>
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </Panel>
  );
}

function stateOf(connection: Connection["connection"]): [Tone, keyof typeof text.connections.state] {
  if (!connection) return ["neutral", "none"];
  if (connection.uninstalledAt !== null) return ["warn", "gone"];
  return connection.lastAt === null ? ["accent", "waiting"] : ["good", "works"];
}

interface DeliveriesProps {
  platform: Platform;
  connection: NonNullable<Connection["connection"]>;
}

function Deliveries({ platform, connection }: DeliveriesProps) {
  const words = text.connections;
  const { lastAt, lastTopic, taken, lastError, lastErrorAt, uninstalledAt } = connection;
  const { timeZone } = currentShop();
  return (
    <dl class="grid gap-3">
      {lastAt === null ? (
        <Fact label={words.last}>{words.waiting[platform]}</Fact>
      ) : (
        <Fact label={words.last}>
          <span class="font-mono text-12">{lastTopic}</span>, <RelativeTime at={lastAt} timeZone={timeZone} />{" "}
          · {words.taken(taken)}
        </Fact>
      )}
      {lastError !== null && lastErrorAt !== null && !isOver(connection) && (
        <Fact label={words.error}>
          <span class="text-bad">{errorText(lastError)}</span>{" "}
          <span class="text-muted">
            <RelativeTime at={lastErrorAt} timeZone={timeZone} />
          </span>
        </Fact>
      )}
      {uninstalledAt !== null && <p>{words.gone}</p>}
    </dl>
  );
}

/** What fits again has been mended; what a delivery said wrongly stays said. */
const isOver = ({ lastError, lastErrorAt, lastAt }: DeliveriesProps["connection"]): boolean =>
  (lastError === "signature" || lastError === "malformed") && (lastAt ?? 0) > (lastErrorAt ?? 0);

function errorText(error: string): string {
  const { errors } = text.connections;
  return error === "signature" || error === "malformed" ? errors[error] : errors.other(error);
}

const Fact = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div>
    <dt class="text-12 text-muted">{label}</dt>
    <dd class="max-w-prose text-pretty">{children}</dd>
  </div>
);

function SecretForm({ model, platform, onSaved }: { model: Model; platform: Platform; onSaved: () => void }) {
  const words = text.connections;
  const secret = useSignal("");
  const refused = useSignal<string | undefined>(undefined);
  const problem = model.connect.error.value;
  return (
    <form
      noValidate
      class="grid gap-4"
      onSubmit={async (event) => {
        event.preventDefault();
        const typed = secret.value.trim();
        refused.value = typed.length < MIN_SECRET ? words.secretShort : undefined;
        if (refused.value === undefined && (await model.connect.run({ platform, secret: typed })).ok) {
          secret.value = "";
          onSaved();
        }
      }}
    >
      <Field label={words.secret} hint={words.secretHint} error={refused.value}>
        <TextInput
          mono
          name={`secret-${platform}`}
          autocomplete="off"
          spellcheck={false}
          maxLength={500}
          value={secret.value}
          onValue={(value) => {
            secret.value = value;
            refused.value = undefined;
          }}
        />
      </Field>
      {problem && <ErrorNote problem={problem} nameOf={() => words.secret} />}
      <div>
        <Button type="submit" kind="primary" busy={model.connect.busy.value}>
          {words.connect}
        </Button>
      </div>
    </form>
  );
}

interface DisconnectProps {
  model: Model;
  platform: Platform | undefined;
  onClose: () => void;
}

function Disconnect({ model, platform, onClose }: DisconnectProps) {
  const words = text.connections;

  function close() {
    model.disconnect.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      open={platform !== undefined}
      title={words.disconnectTitle(platform ? words.platforms[platform] : "")}
      confirm={words.disconnect}
      busy={model.disconnect.busy.value}
      problem={model.disconnect.error.value}
      onConfirm={async () => {
        if (platform && (await model.disconnect.run(platform)).ok) close();
      }}
      onClose={close}
    >
      <p>{words.disconnectAbout}</p>
    </ConfirmDialog>
  );
}
