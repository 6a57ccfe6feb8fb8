import { RadioGroup } from "../../../../components/choices";
import { Field } from "../../../../components/field";
import { MousePointerClick } from "../../../../components/icons";
import { TextInput } from "../../../../components/text-input";
import { text } from "../../../../texts/index";
import type { BlockEditor } from "./block";

export const button: BlockEditor<"button"> = {
  icon: MousePointerClick,
  create: () => ({
    type: "button",
    text: text.messages.blocks.button.start,
    action: { do: "link", url: "/" },
  }),
  Form({ block, onBlock, errorAt }) {
    const words = text.messages.blocks.button;
    const { action } = block;
    return (
      <>
        <Field label={words.text} error={errorAt("text")}>
          <TextInput
            value={block.text}
            onValue={(value) => onBlock({ ...block, text: value }, "text")}
            maxLength={100}
          />
        </Field>
        <RadioGroup
          label={words.does}
          value={action.do}
          onValue={(does) =>
            onBlock({ ...block, action: does === "link" ? { do: "link", url: "/" } : { do: "close" } })
          }
          options={[
            { value: "link", label: words.actions.link },
            { value: "close", label: words.actions.close },
          ]}
        />
        {action.do === "link" && (
          <Field label={words.url} hint={words.urlHint} error={errorAt("action.url")}>
            <TextInput
              value={action.url}
              onValue={(url) => onBlock({ ...block, action: { do: "link", url: url.trim() } }, "url")}
              maxLength={2000}
              spellcheck={false}
            />
          </Field>
        )}
      </>
    );
  },
};
