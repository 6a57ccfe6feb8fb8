// The look of the shown variant: kind, base theme, colours with their contrast, corners, font, place of a bar.
import { MESSAGE_KINDS, type Theme } from "../../../../../core/messages/message";
import { onAccent } from "../../../../../core/messages/themes";
import { Button } from "../../../../components/button";
import { RadioGroup } from "../../../../components/choices";
import { Field } from "../../../../components/field";
import { Select } from "../../../../components/select";
import { TextInput } from "../../../../components/text-input";
import { notify } from "../../../../models/toasts";
import { text } from "../../../../texts/index";
import { Colours } from "../colours";
import { NumberField, Section } from "../fields";
import { fontOptions } from "../fonts";
import type { Editor } from "../model";
import { VariantControl } from "../preview-pane";
import { ThemeChoice } from "../theme-choice";

export function LookSection({ editor }: { editor: Editor }) {
  const words = text.messages.look;
  const design = editor.design.value;
  const { content } = editor.variant.value;
  const { theme } = content;
  const at = `variants[${editor.at.value}].content`;
  const put = (change: Partial<Theme>, place?: string) =>
    editor.changeContent({ theme: { ...theme, ...change } }, place);
  const several = design.variants.length > 1;

  return (
    <>
      {several && (
        <div class="mb-4 lg:hidden">
          <VariantControl editor={editor} />
        </div>
      )}
      <div>
        <Section title={words.kind}>
          <RadioGroup
            label={words.kind}
            hideLabel
            value={design.kind}
            onValue={(kind) => editor.change({ ...editor.design.peek(), kind })}
            options={MESSAGE_KINDS.map((kind) => ({
              value: kind,
              label: text.messages.kinds[kind],
              hint: words.kindHints[kind],
            }))}
          />
          {design.kind === "bar" && (
            <Field label={words.position}>
              <Select
                value={theme.position ?? "top"}
                onValue={(position) => put({ position })}
                options={(["top", "bottom"] as const).map((value) => ({
                  value,
                  label: words.positions[value],
                }))}
              />
            </Field>
          )}
        </Section>
        <Section title={words.theme} about={words.themeAbout}>
          <ThemeChoice
            theme={theme}
            onTheme={(base) => put({ ...base, ...(theme.position && { position: theme.position }) })}
          />
          <div class="flex flex-wrap gap-2">
            <Button size="small" onClick={() => put(onAccent(theme))}>
              {words.swap}
            </Button>
            {several && (
              <Button
                size="small"
                onClick={() => {
                  const variants = design.variants.map((variant) => ({
                    ...variant,
                    content: { ...variant.content, theme },
                  }));
                  editor.change({ ...design, variants });
                  notify(words.everywhereDone, { undo: editor.steps.undo });
                }}
              >
                {words.everywhere}
              </Button>
            )}
          </div>
        </Section>
        <Section title={words.colours}>
          <Colours theme={theme} onTheme={put} errorAt={(part) => editor.errorAt(`${at}.theme.${part}`)} />
        </Section>
        <Section title={words.font}>
          <div class="grid gap-4 sm:grid-cols-[1fr_8rem]">
            <Field label={words.font} hint={words.fontHint} error={editor.errorAt(`${at}.theme.font`)}>
              <Select
                value={theme.font}
                onValue={(font) => put({ font })}
                options={fontOptions(theme.font)}
              />
            </Field>
            <NumberField
              label={words.radius}
              unit="px"
              min={0}
              max={64}
              value={theme.radius}
              onValue={(radius) => put({ radius }, "radius")}
              error={editor.errorAt(`${at}.theme.radius`)}
            />
          </div>
          {!content.blocks.some(({ type }) => type === "heading") && (
            <Field label={words.label} hint={words.labelHint} optional>
              <TextInput
                value={content.label ?? ""}
                onValue={(label) => editor.changeContent({ label: label || undefined }, "label")}
                maxLength={200}
              />
            </Field>
          )}
        </Section>
      </div>
    </>
  );
}
