import { Field } from "../../../../components/field";
import { Heading } from "../../../../components/icons";
import { SegmentedControl } from "../../../../components/segmented-control";
import { TextInput } from "../../../../components/text-input";
import { text } from "../../../../texts/index";
import type { BlockEditor } from "./block";

const LEVELS = [1, 2, 3] as const;

export const heading: BlockEditor<"heading"> = {
  icon: Heading,
  create: () => ({ type: "heading", level: 1, text: text.messages.blocks.heading.start }),
  Form({ block, onBlock, errorAt }) {
    const words = text.messages.blocks.heading;
    return (
      <>
        <Field label={words.text} error={errorAt("text")}>
          <TextInput
            value={block.text}
            onValue={(value) => onBlock({ ...block, text: value }, "text")}
            maxLength={300}
          />
        </Field>
        <div>
          <SegmentedControl
            label={words.level}
            value={`${block.level}`}
            onValue={(level) => onBlock({ ...block, level: Number(level) as (typeof LEVELS)[number] })}
            options={LEVELS.map((level) => ({ value: `${level}`, label: words.levels[level] }))}
          />
        </div>
      </>
    );
  },
};
