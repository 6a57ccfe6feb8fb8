// API tokens for the shop's own servers.
import { useSignal } from "@preact/signals";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { Checkbox } from "../../components/choices";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { CopyField } from "../../components/copy-field";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { useFocusOnError } from "../../components/first-error";
import { Plus } from "../../components/icons";
import { Link } from "../../components/link";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { Skeleton } from "../../components/skeleton";
import { TextInput } from "../../components/text-input";
import { may } from "../../models/permissions";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { ReadOnlyNote } from "./notes";
import { SCOPES, type Token, tokensModel } from "./tokens-model";

type Model = ReturnType<typeof tokensModel>;

/** Who else may not even see them. */
export function Tokens() {
  return may("owner") ? <OwnersTokens /> : <ReadOnlyNote>{text.settings.ownersOnly}</ReadOnlyNote>;
}

function OwnersTokens() {
  const model = useMemo(tokensModel, []);
  useEffect(() => model.tokens.dispose, []);
  const revoking = useSignal<Token | undefined>(undefined);
  const words = text.tokens;
  const { data, error } = model.tokens;
  return (
    <div class="grid max-w-3xl gap-6">
      {model.made.value && <MadeToken model={model} token={model.made.value} />}
      {error.value && <ErrorNote problem={error.value} onRetry={() => void model.tokens.refresh()} />}
      <Panel
        flush
        title={words.title}
        about={
          <>
            {words.about} <Link href="/api/docs#Orders">{words.docs}</Link>
          </>
        }
      >
        {!data.value && !error.value && (
          <div class="px-(--pane-inset) pb-4">
            <Skeleton widths={[60, 40]} />
          </div>
        )}
        {data.value?.length === 0 && <p class="px-(--pane-inset) pb-5 text-muted">{words.none}</p>}
        <ul aria-label={words.title}>
          {data.value?.map((token) => (
            <OneToken key={token.id} token={token} onRevoke={() => (revoking.value = token)} />
          ))}
        </ul>
      </Panel>
      <MakeToken model={model} />
      <RevokeToken model={model} token={revoking.value} onClose={() => (revoking.value = undefined)} />
    </div>
  );
}

function OneToken({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const words = text.tokens;
  const { timeZone } = currentShop();
  const { name, end, scopes, createdAt, lastUsedAt, revokedAt } = token;
  return (
    <li class="flex min-h-14 items-center justify-between gap-4 border-t border-line px-(--pane-inset) py-3">
      <div class="grid min-w-0 gap-1.5">
        <span class="font-medium [overflow-wrap:anywhere]">
          {name} <span class="font-normal font-mono text-12 text-muted">{words.end(end)}</span>
        </span>
        <span class="flex flex-wrap gap-1.5">
          {scopes.map((scope) => (
            <Badge key={scope}>{words.scope(scope)}</Badge>
          ))}
        </span>
        <span class="flex flex-wrap gap-x-3 gap-y-1 text-12 text-muted">
          {revokedAt !== null && (
            <span>
              {words.revoked} <RelativeTime at={revokedAt} timeZone={timeZone} />
            </span>
          )}
          <span>
            {words.made} <RelativeTime at={createdAt} timeZone={timeZone} />
          </span>
          {lastUsedAt === null ? (
            <span>{words.unused}</span>
          ) : (
            <span>
              {words.used} <RelativeTime at={lastUsedAt} timeZone={timeZone} />
            </span>
          )}
        </span>
      </div>
      {revokedAt === null && (
        <Button onClick={onRevoke}>
          {words.revoke}
          <span class="sr-only"> {name}</span>
        </Button>
      )}
    </li>
  );
}

function MadeToken({ model, token }: { model: Model; token: string }) {
  const words = text.tokens;
  return (
    <div role="status">
      <Panel title={words.created} about={words.createdAbout}>
        <div class="grid gap-4">
          <CopyField label={words.created} code={token} />
          <div>
            <Button onClick={() => (model.made.value = undefined)}>{words.done}</Button>
          </div>
        </div>
      </Panel>
    </div>
  );
}

function MakeToken({ model }: { model: Model }) {
  const words = text.tokens;
  const form = useRef<HTMLFormElement>(null);
  const errorId = useId();
  useFocusOnError(form, model.tries.value);
  const problem = model.create.error.value;
  const { name, scopes } = model.refused.value;
  return (
    <Panel title={words.create}>
      <form
        ref={form}
        noValidate
        class="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void model.submit();
        }}
      >
        <Field label={words.name} hint={words.nameHint} error={name}>
          <TextInput
            autocomplete="off"
            maxLength={100}
            value={model.name.value}
            onValue={(value) => {
              model.name.value = value;
            }}
          />
        </Field>
        <fieldset aria-describedby={scopes ? errorId : undefined}>
          <legend class="mb-1.5 font-medium">{words.scopes}</legend>
          <div class="grid gap-1 sm:grid-cols-2">
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                label={words.scope(scope)}
                hint={words.scopeAbout(scope)}
                checked={model.scopes.value.includes(scope)}
                onChecked={(checked) => {
                  const others = model.scopes.value.filter((one) => one !== scope);
                  model.scopes.value = checked ? [...others, scope] : others;
                }}
              />
            ))}
          </div>
          {scopes && (
            <p id={errorId} class="mt-2 text-bad">
              {scopes}
            </p>
          )}
        </fieldset>
        {problem && <ErrorNote problem={problem} nameOf={() => words.name} />}
        <div>
          <Button type="submit" icon={Plus} busy={model.create.busy.value}>
            {words.create}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

interface RevokeProps {
  model: Model;
  token: Token | undefined;
  onClose: () => void;
}

function RevokeToken({ model, token, onClose }: RevokeProps) {
  const words = text.tokens;

  function close() {
    model.revoke.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      open={token !== undefined}
      title={words.revokeTitle(token?.name ?? "")}
      confirm={words.revokeConfirm}
      busy={model.revoke.busy.value}
      problem={model.revoke.error.value}
      onConfirm={async () => {
        if (token && (await model.revoke.run(token)).ok) close();
      }}
      onClose={close}
    >
      <p>{words.revokeAbout}</p>
    </ConfirmDialog>
  );
}
