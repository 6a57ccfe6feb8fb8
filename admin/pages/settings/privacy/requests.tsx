// What customers and shop systems ask for by law: who, by when, and the answer.
import { useId } from "preact/hooks";
import { Badge } from "../../../components/badge";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { Download } from "../../../components/icons";
import { Panel } from "../../../components/panel";
import { RelativeTime } from "../../../components/relative-time";
import { may } from "../../../models/permissions";
import { currentShop } from "../../../models/session";
import { useModel } from "../../../models/use-model";
import { format, text } from "../../../texts/index";
import { EraseShop } from "./erase-shop";
import { dataAddress, type Request, type RequestsModel, requestsModel } from "./requests-model";

export function Requests() {
  const model = useModel(requestsModel);
  const words = text.privacyRequests;
  const { data, error } = model.all;
  const problem = error.value ?? (model.erasing.value ? undefined : model.give.error.value);
  const open = data.value?.filter(({ doneAt }) => doneAt === null) ?? [];
  const done = data.value?.filter(({ doneAt }) => doneAt !== null) ?? [];
  return (
    <Panel title={words.title} about={words.about}>
      <div class="grid gap-5">
        {!may("owner") && <p class="text-muted">{words.ownersOnly}</p>}
        {problem && <ErrorNote problem={problem} onRetry={() => void model.all.refresh()} />}
        {may("owner") && data.value?.length === 0 && <p class="text-muted">{words.none}</p>}
        {open.length > 0 && (
          <ul class="grid gap-5 [&>li+li]:border-t [&>li+li]:border-line [&>li+li]:pt-5">
            {open.map((request) => (
              <Open key={request.id} model={model} request={request} />
            ))}
          </ul>
        )}
        {done.length > 0 && <Done requests={done} />}
      </div>
      <EraseShop model={model} />
    </Panel>
  );
}

function Open({ model, request }: { model: RequestsModel; request: Request }) {
  const words = text.privacyRequests;
  const titleId = useId();
  const { kind, platform, requestedAt, dueAt } = request;
  return (
    <li aria-labelledby={titleId} class="grid gap-2">
      <div>
        <h3 id={titleId} class="font-medium wrap-anywhere">
          {titleOf(request)}
        </h3>
        <p class="text-muted">
          {words.platforms[platform]} · {words.asked}{" "}
          <RelativeTime at={requestedAt} timeZone={currentShop().timeZone} />
          {kind !== "erase" && `, ${words.due(dayOf(dueAt))}`}
        </p>
      </div>
      {kind === "export" && <Data model={model} request={request} />}
      {kind === "erase" && <p>{words.byItself}</p>}
      {kind === "erase_shop" && <Shop model={model} request={request} />}
    </li>
  );
}

function Data({ model, request }: { model: RequestsModel; request: Request }) {
  const words = text.privacyRequests;
  const about = titleOf(request);
  return (
    <>
      <p class="max-w-prose text-muted text-pretty">{words.downloadHint}</p>
      <div class="flex flex-wrap gap-2">
        <a
          class="btn btn-plain"
          href={dataAddress(request)}
          download
          aria-label={`${words.download}: ${about}`}
        >
          <Download size={16} aria-hidden="true" />
          {words.download}
        </a>
        <Button
          label={`${words.given}: ${about}`}
          onClick={() => void model.give.run({ id: request.id, answer: "given" })}
        >
          {words.given}
        </Button>
      </div>
    </>
  );
}

function Shop({ model, request }: { model: RequestsModel; request: Request }) {
  const words = text.privacyRequests;
  if (request.answer === "erase") return <p role="status">{words.erasing}</p>;
  return (
    <>
      <p class="max-w-prose text-pretty">{words.shopAbout}</p>
      <p class="max-w-prose rounded-field bg-warn-soft px-3 py-2 text-pretty">
        {request.erasesAt === null ? words.shopAlive : words.shopUnasked(dayOf(request.erasesAt))}
      </p>
      <div class="flex flex-wrap gap-2">
        <Button onClick={() => void model.give.run({ id: request.id, answer: "keep" })}>{words.keep}</Button>
        <Button kind="danger" onClick={() => model.ask(request)}>
          {words.erase}
        </Button>
      </div>
    </>
  );
}

function Done({ requests }: { requests: readonly Request[] }) {
  const words = text.privacyRequests;
  return (
    <div class="grid gap-2">
      <h3 class="text-muted">{words.doneCaption}</h3>
      <ul class="grid gap-2">
        {requests.map((request) => (
          <li key={request.id} class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span>{titleOf(request)}</span>
            <Badge tone={request.answer === "keep" ? "neutral" : "good"}>
              {words.done[request.answer ?? "erase"]}
            </Badge>
            <span class="text-muted">
              {request.by !== null && `${words.by(request.by)}, `}
              <RelativeTime at={request.doneAt!} timeZone={currentShop().timeZone} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function titleOf({ kind, platform, who }: Request): string {
  const words = text.privacyRequests;
  if (kind === "erase_shop") return words.wantsShop(words.platforms[platform]);
  return (kind === "export" ? words.wantsData : words.wantsErasure)(who ?? words.somebody);
}

const dayOf = (at: number): string =>
  format.dateTime(at, { dateStyle: "medium", timeZone: currentShop().timeZone });
