import { Field } from "../../../../components/field";
import { Type } from "../../../../components/icons";
import { TextInput } from "../../../../components/text-input";
import { text as words } from "../../../../texts/index";
import type { BlockEditor } from "./block";

export const text: BlockEditor<"text"> = {
  icon: Type,
  create: () => ({ type: "text", text: words.messages.blocks.text.start }),
  Form: ({ block, onBlock, errorAt }) => (
    <Field
      label={words.messages.blocks.text.text}
      hint={words.messages.blocks.text.hint}
      error={errorAt("text")}
    >
      <TextInput
        rows={5}
        value={block.text}
        onValue={(value) => onBlock({ ...block, text: value }, "text")}
        maxLength={5000}
      />
    </Field>
  ),
};
