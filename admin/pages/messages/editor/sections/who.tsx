// Who sees it and where: segments, pages, and further conditions.

import type { Audience, MessageDesign } from "../../../../../core/messages/message";
import { RadioGroup } from "../../../../components/choices";
import { RuleEditor } from "../../../../rules/rule-editor";
import { text } from "../../../../texts/index";
import type { Segment } from "../../api";
import { GroupError, Section } from "../fields";
import type { Editor } from "../model";
import { PageList } from "../page-list";
import { SegmentList } from "../segment-list";

export function WhoSection({ editor }: { editor: Editor }) {
  const words = text.messages.who;
  const design = editor.design.value;
  const change = (part: Partial<MessageDesign>, place?: string) =>
    editor.change({ ...editor.design.peek(), ...part }, place);
  return (
    <>
      <AudienceSection editor={editor} onAudience={(audience) => change({ audience })} />
      <PagesSection editor={editor} onPages={(pages, place) => change({ pages }, place)} />
      <Section title={words.condition} about={words.conditionAbout}>
        <GroupError>{editor.errorAt("condition")}</GroupError>
        <RuleEditor
          rule={design.condition}
          onRule={(condition) => change({ condition }, "condition")}
          context={{ live: true }}
          problems={editor.problems.value}
          path="condition"
          everyone={{ title: words.noCondition, about: words.noConditionAbout, calm: true }}
        />
      </Section>
    </>
  );
}

interface AudienceProps {
  editor: Editor;
  onAudience: (audience: Audience) => void;
}

function AudienceSection({ editor, onAudience }: AudienceProps) {
  const words = text.messages.who;
  const { audience } = editor.design.value;
  const { include, exclude } = audience;
  const segments = editor.segments.value;
  return (
    <Section title={words.audience}>
      <RadioGroup
        label={words.audience}
        hideLabel
        value={include === "everyone" ? "everyone" : "some"}
        onValue={(who) => onAudience({ ...audience, include: who === "everyone" ? "everyone" : [] })}
        options={[
          { value: "everyone", label: words.everyone, hint: words.everyoneHint },
          { value: "some", label: words.some, hint: words.someHint },
        ]}
      />
      {include !== "everyone" && (
        <>
          <SegmentList
            label={words.chosen}
            add={words.choose}
            ids={include}
            others={exclude}
            segments={segments}
            onIds={(ids) => onAudience({ ...audience, include: ids })}
          />
          {include.length === 0 && <Warning>{words.empty}</Warning>}
          {include.length > 0 && segments && peopleIn(include, segments) === 0 && (
            <Warning>{words.nobodyIn}</Warning>
          )}
        </>
      )}
      <div class="grid gap-2">
        <h3 class="text-14">{words.except}</h3>
        {exclude.length === 0 && <p class="text-muted">{words.exceptNone}</p>}
        <SegmentList
          label={words.except}
          add={words.exceptChoose}
          ids={exclude}
          others={include === "everyone" ? [] : include}
          segments={segments}
          onIds={(ids) => onAudience({ ...audience, exclude: ids })}
        />
      </div>
      {segments?.length === 0 && <p class="text-muted">{words.noSegments}</p>}
    </Section>
  );
}

interface PagesProps {
  editor: Editor;
  onPages: (pages: MessageDesign["pages"], place?: string) => void;
}

function PagesSection({ editor, onPages }: PagesProps) {
  const words = text.messages.who;
  const { pages, kind } = editor.design.value;
  const { include, exclude } = pages;
  return (
    <Section title={words.pages} about={kind === "popup" ? words.quiet : undefined}>
      <RadioGroup
        label={words.pages}
        hideLabel
        value={include === "everywhere" ? "everywhere" : "certain"}
        onValue={(where) =>
          onPages({ ...pages, include: where === "everywhere" ? "everywhere" : [{ type: "product" }] })
        }
        options={[
          { value: "everywhere", label: words.everywhere },
          { value: "certain", label: words.certain, hint: words.certainHint },
        ]}
      />
      {include !== "everywhere" && (
        <>
          <PageList
            label={words.certain}
            add={words.addPage}
            pages={include}
            onPages={(next, place) => onPages({ ...pages, include: next }, place && `include ${place}`)}
            errorAt={(place) => editor.errorAt(`pages.include[${place}]`)}
          />
          {include.length === 0 && <Warning>{words.pagesEmpty}</Warning>}
        </>
      )}
      <div class="grid gap-2">
        <h3 class="text-14">{words.notOn}</h3>
        {exclude.length === 0 && <p class="text-muted">{words.notOnNone}</p>}
        <PageList
          label={words.notOn}
          add={words.addPageNot}
          pages={exclude}
          onPages={(next, place) => onPages({ ...pages, exclude: next }, place && `exclude ${place}`)}
          errorAt={(place) => editor.errorAt(`pages.exclude[${place}]`)}
        />
      </div>
    </Section>
  );
}

function Warning({ children }: { children: string }) {
  return (
    <p role="status" class="rounded-field bg-warn-soft p-2.5">
      {children}
    </p>
  );
}

const peopleIn = (ids: readonly string[], segments: readonly Segment[]) =>
  segments.filter(({ id }) => ids.includes(id)).reduce((sum, { size }) => sum + size, 0);
