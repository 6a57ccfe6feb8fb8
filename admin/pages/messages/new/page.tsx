// A new message: from a template, drawn as visitors would get it, or from nothing.
import { useMemo } from "preact/hooks";
import { useLocation } from "wouter-preact";
import type { MessageDesign } from "../../../../core/messages/message";
import { TEMPLATES } from "../../../../core/messages/templates/index";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { PageHeader } from "../../../components/page-header";
import { mutation } from "../../../models/mutation";
import { text } from "../../../texts/index";
import { createMessage } from "../api";
import { MessagePreview } from "../preview/preview";
import { blankDesign } from "./blank";

export default function NewMessagePage() {
  const words = text.messages.new;
  const [, go] = useLocation();
  const create = useMemo(() => mutation(createMessage, { done: ({ id }) => go(`/messages/${id}`) }), []);
  const use = (name: string, design: MessageDesign) => void create.run({ name, design });

  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        back={{ to: "/messages", label: text.pages.messages }}
      />
      {create.error.value && (
        <div class="mb-6">
          <ErrorNote problem={create.error.value} />
        </div>
      )}
      <h2 class="sr-only">{words.templates}</h2>
      <ul class="grid gap-x-6 gap-y-8 sm:grid-cols-2">
        {TEMPLATES.map(({ id, name, description, design }) => (
          <Choice key={id} name={name} about={description} design={design} onUse={() => use(name, design)} />
        ))}
      </ul>
      <h2 class="mt-12 mb-4 text-16">{words.blank}</h2>
      <ul class="grid gap-x-6 gap-y-8 sm:grid-cols-2">
        {(["popup", "bar"] as const).map((kind) => {
          const { name, about, title } = words.blanks[kind];
          const design = blankDesign(kind);
          return (
            <Choice key={kind} name={name} about={about} design={design} onUse={() => use(title, design)} />
          );
        })}
      </ul>
    </>
  );
}

interface ChoiceProps {
  name: string;
  about: string;
  design: MessageDesign;
  onUse: () => void;
}

function Choice({ name, about, design, onUse }: ChoiceProps) {
  const words = text.messages.new;
  const content = design.variants[0]?.content;
  return (
    <li class="grid min-w-0 content-start gap-3">
      {content && (
        <MessagePreview
          title={words.preview(name)}
          kind={design.kind}
          content={content}
          device="desktop"
          still
          maxHeight={400}
        />
      )}
      <div class="flex items-start justify-between gap-4">
        <div class="min-w-0">
          <h3 class="text-14">
            {name} <span class="font-normal text-muted">· {text.messages.kinds[design.kind]}</span>
          </h3>
          <p class="max-w-prose text-muted">{about}</p>
        </div>
        <Button onClick={onUse} class="shrink-0">
          {words.use}
          <span class="sr-only"> {name}</span>
        </Button>
      </div>
    </li>
  );
}
