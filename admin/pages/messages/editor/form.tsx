// The form: the name, then five tabs, each of which tells how many of its places need attention.
import { Field } from "../../../components/field";
import { Tabs } from "../../../components/tabs";
import { TextInput } from "../../../components/text-input";
import { text } from "../../../texts/index";
import { TABS, type Tab, tabOf } from "./check";
import type { Editor } from "./model";
import { ContentSection } from "./sections/content";
import { LookSection } from "./sections/look";
import { TestSection } from "./sections/test";
import { WhenSection } from "./sections/when";
import { WhoSection } from "./sections/who";

export function Form({ editor }: { editor: Editor }) {
  const words = text.messages.editor;
  const places = editor.problems.value.filter(({ path }) => path !== "name");
  const count = (tab: Tab) => places.filter(({ path }) => tabOf(path) === tab).length;
  const Section = SECTIONS[editor.tab.value];
  return (
    <div class="grid gap-6">
      <Field label={words.name} hint={words.nameHint} error={editor.errorAt("name")}>
        <TextInput
          value={editor.work.value.value.name}
          onValue={editor.rename}
          maxLength={120}
          disabled={!editor.canEdit}
        />
      </Field>
      <Tabs
        label={words.parts}
        value={editor.tab.value}
        onValue={(tab) => (editor.tab.value = tab)}
        tabs={TABS.map((id) => ({
          id,
          label: words.tabs[id],
          ...(count(id) > 0 && { problem: words.problemTab(count(id)) }),
        }))}
      >
        {/* Blocks can be opened by everyone; each locks its own form. */}
        <fieldset disabled={!editor.canEdit && editor.tab.value !== "content"} class="min-w-0">
          <Section editor={editor} />
        </fieldset>
      </Tabs>
    </div>
  );
}

const SECTIONS = {
  content: ContentSection,
  look: LookSection,
  who: WhoSection,
  when: WhenSection,
  test: TestSection,
} satisfies Record<Tab, (props: { editor: Editor }) => unknown>;
