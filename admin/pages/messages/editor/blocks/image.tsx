import { useEffect, useRef, useState } from "preact/hooks";
import { Field } from "../../../../components/field";
import { Image as ImageIcon } from "../../../../components/icons";
import { TextInput } from "../../../../components/text-input";
import { text } from "../../../../texts/index";
import { NumberField } from "../fields";
import type { BlockEditor, BlockOf } from "./block";

/** Milliseconds of quiet before a typed address is tried. */
const QUIET = 500;

type Reading = "none" | "reading" | "read" | "failed";

export const image: BlockEditor<"image"> = {
  icon: ImageIcon,
  create: () => ({ type: "image", url: "", alt: "", width: 800, height: 600 }),
  Form({ block, onBlock, errorAt }) {
    const words = text.messages.blocks.image;
    const latest = useRef(block);
    latest.current = block;
    const reading = useSizeOf(block, (width, height) => onBlock({ ...latest.current, width, height }, "url"));
    return (
      <>
        <Field
          label={words.url}
          hint={words.urlHint}
          error={errorAt("url") ?? (reading === "failed" ? words.notFound : undefined)}
        >
          <TextInput
            type="url"
            value={block.url}
            onValue={(url) => onBlock({ ...block, url: url.trim() }, "url")}
            maxLength={2000}
            spellcheck={false}
          />
        </Field>
        <p role="status" class="text-12 text-muted empty:hidden">
          {reading === "reading" && words.reading}
          {reading === "read" && words.read(block.width, block.height)}
        </p>
        {reading !== "read" && (
          <div class="grid grid-cols-2 gap-3">
            {(["width", "height"] as const).map((side) => (
              <NumberField
                key={side}
                label={words[side]}
                unit={words.pixels}
                min={1}
                max={5000}
                value={block[side]}
                onValue={(value) => onBlock({ ...block, [side]: Math.round(value) }, side)}
                error={errorAt(side)}
              />
            ))}
          </div>
        )}
        <Field label={words.alt} hint={words.altHint}>
          <TextInput value={block.alt} onValue={(alt) => onBlock({ ...block, alt }, "alt")} maxLength={500} />
        </Field>
        <p class="max-w-prose text-12 text-muted">{words.first}</p>
      </>
    );
  },
};

/** Loads the picture at the block's address and tells its true size. */
function useSizeOf(block: BlockOf<"image">, onSize: (width: number, height: number) => void): Reading {
  const [reading, setReading] = useState<Reading>("none");
  useEffect(() => {
    if (!/^https:\/\/./.test(block.url)) return setReading("none");
    let gone = false;
    setReading("reading");
    const timer = setTimeout(() => {
      const picture = new Image();
      picture.onload = () => {
        if (gone) return;
        const { naturalWidth: width, naturalHeight: height } = picture;
        // A drawing may have no size of its own: then it is typed.
        if (!width || !height || width > 5000 || height > 5000) return setReading("none");
        setReading("read");
        if (width !== block.width || height !== block.height) onSize(width, height);
      };
      picture.onerror = () => !gone && setReading("failed");
      picture.src = block.url;
    }, QUIET);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [block.url]);
  return reading;
}
