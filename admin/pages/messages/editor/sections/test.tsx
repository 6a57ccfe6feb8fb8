// The test: who is held back, and the variants with what each of them gets.

import { Badge } from "../../../../components/badge";
import { Button } from "../../../../components/button";
import { Field } from "../../../../components/field";
import { IconButton } from "../../../../components/icon-button";
import { Copy, Eye, Plus, Trash2 } from "../../../../components/icons";
import { TextInput } from "../../../../components/text-input";
import { notify } from "../../../../models/toasts";
import { text } from "../../../../texts/index";
import { NumberField, Section } from "../fields";
import type { Editor } from "../model";
import { MOST_VARIANTS, sharesOf, withCopy, without, withVariant } from "../variants";

export function TestSection({ editor }: { editor: Editor }) {
  const words = text.messages.test;
  const design = editor.design.value;
  const { control, variants } = design;
  const shares = sharesOf(design);

  function copy(place: number) {
    const { design: next, added } = withCopy(design, place);
    editor.change(next);
    editor.choose(added.id);
    notify(words.added(added.name));
  }

  return (
    <>
      <Section title={words.control} about={words.controlAbout(control || 0)}>
        <div class="w-40">
          <NumberField
            label={words.share}
            unit={words.shareUnit}
            min={0}
            max={50}
            step={5}
            value={Number((control * 100).toFixed(4))}
            onValue={(percent) =>
              editor.change({ ...editor.design.peek(), control: percent / 100 }, "control")
            }
            error={editor.errorAt("control")}
          />
        </div>
        <p class="max-w-prose text-12 text-muted">{words.shareHint}</p>
      </Section>
      <Section title={words.variants} about={words.variantsAbout}>
        <ol class="grid gap-3">
          {variants.map(({ id, name, weight }, i) => (
            <li key={id} class="grid gap-3 rounded-box border border-line bg-surface p-4">
              <div class="grid grid-cols-[minmax(0,1fr)_6rem] items-start gap-3">
                <Field label={words.name} error={editor.errorAt(`variants[${i}].name`)}>
                  <TextInput
                    value={name}
                    onValue={(next) => editor.change(withVariant(design, i, { name: next }), `name ${id}`)}
                    maxLength={100}
                  />
                </Field>
                <NumberField
                  label={words.weight}
                  min={0}
                  max={1000}
                  value={weight}
                  onValue={(next) => editor.change(withVariant(design, i, { weight: next }), `weight ${id}`)}
                  error={editor.errorAt(`variants[${i}].weight`)}
                />
              </div>
              <div class="flex items-center gap-1">
                <span class="mr-auto text-muted tabular-nums">{words.shareOf(shares[i] ?? 0)}</span>
                {variants.length > 1 &&
                  (editor.variant.value.id === id ? (
                    <Badge tone="accent">{words.shown}</Badge>
                  ) : (
                    <IconButton
                      icon={Eye}
                      size="small"
                      label={words.show(name)}
                      onClick={() => editor.choose(id)}
                    />
                  ))}
                {variants.length < MOST_VARIANTS && (
                  <IconButton
                    icon={Copy}
                    size="small"
                    label={words.duplicate(name)}
                    onClick={() => copy(i)}
                  />
                )}
                {variants.length > 1 && (
                  <IconButton
                    icon={Trash2}
                    size="small"
                    label={words.remove(name)}
                    onClick={() => {
                      editor.change({ ...design, variants: without(variants, i) });
                      notify(words.removed(name), { undo: editor.steps.undo });
                    }}
                  />
                )}
              </div>
            </li>
          ))}
        </ol>
        {variants.length < MOST_VARIANTS ? (
          <div class="flex flex-wrap items-center gap-3">
            <Button size="small" icon={Plus} onClick={() => copy(editor.at.value)}>
              {words.add}
            </Button>
            <span class="text-12 text-muted">{words.addHint}</span>
          </div>
        ) : (
          <p class="text-muted">{words.most}</p>
        )}
        {variants.length > 1 && <p class="text-12 text-muted">{words.weightHint}</p>}
      </Section>
    </>
  );
}
