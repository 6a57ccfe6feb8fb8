// The live preview beside the form: device and variant to choose, the message on a shop's page.
import { Monitor, Smartphone } from "../../../components/icons";
import { SegmentedControl } from "../../../components/segmented-control";
import { text } from "../../../texts/index";
import { MessagePreview } from "../preview/preview";
import type { Editor } from "./model";

export function PreviewPane({ editor }: { editor: Editor }) {
  const words = text.messages.preview;
  const { kind, variants } = editor.design.value;
  const variant = editor.variant.value;
  return (
    <section aria-label={words.title} class="grid gap-3">
      <div class="flex flex-wrap items-center justify-between gap-3">
        {variants.length > 1 && <VariantControl editor={editor} />}
        <SegmentedControl
          label={words.device}
          value={editor.device.value}
          onValue={(device) => (editor.device.value = device)}
          options={[
            { value: "desktop", label: words.desktop, icon: Monitor },
            { value: "phone", label: words.phone, icon: Smartphone },
          ]}
        />
      </div>
      <MessagePreview
        key={`${variant.id} ${kind}`}
        title={words.title}
        kind={kind}
        content={variant.content}
        device={editor.device.value}
      />
      <p class="text-12 text-muted">{words.note}</p>
    </section>
  );
}

/** Which variant is edited and shown. Many have a select's worth of names, so they wrap. */
export function VariantControl({ editor }: { editor: Editor }) {
  const { variants } = editor.design.value;
  return (
    <div class="max-w-full overflow-x-auto">
      <SegmentedControl
        label={text.messages.editor.variant}
        value={editor.variant.value.id}
        onValue={(id) => editor.choose(id)}
        options={variants.map(({ id, name }) => ({
          value: id,
          label: variants.length > 3 ? name : `${text.messages.editor.variant} ${name}`,
        }))}
      />
    </div>
  );
}
