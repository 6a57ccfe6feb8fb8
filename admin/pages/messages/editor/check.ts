// What keeps a message from being saved, found here before the API would refuse it, and told at its place.
import { badLinkIn, isWebAddress } from "../../../../core/messages/address";
import type { Block } from "../../../../core/messages/blocks";
import type { Content, MessageDesign, PageMatch } from "../../../../core/messages/message";
import type { ProblemAt } from "../../../models/problem";
import { text } from "../../../texts/index";
import { isColour } from "./contrast";

export interface Work {
  name: string;
  design: MessageDesign;
}

export const TABS = ["content", "look", "who", "when", "test"] as const;
export type Tab = (typeof TABS)[number];

/** Paths as the API gives them, below `design`: `variants[0].content.blocks[1].text`. */
export function check({ name, design }: Work, segments?: ReadonlySet<string>): ProblemAt[] {
  const words = text.messages.check;
  return [
    ...(name.trim() ? [] : [{ path: "name", message: words.name }]),
    ...design.variants.flatMap((variant, i) => [
      ...checkContent(variant.content, `variants[${i}].content`),
      ...(variant.name.trim() ? [] : [{ path: `variants[${i}].name`, message: words.variantName }]),
      ...among(variant.weight, Number.MIN_VALUE, 1000, `variants[${i}].weight`, words.weight),
    ]),
    ...checkWho(design, segments),
    ...checkWhen(design),
    ...among(design.control, 0, 0.5, "control", words.control),
  ];
}

/** Where the form shows what stands at a path. */
export function tabOf(path: string): Tab {
  if (/^(audience|pages|condition)/.test(path)) return "who";
  if (/^(trigger|frequency|schedule)/.test(path)) return "when";
  if (/^control|\.(name|weight|id)$/.test(path) && path !== "name" && !path.includes(".content."))
    return "test";
  return /\.theme|^kind|\.label$/.test(path) && !path.includes(".blocks") ? "look" : "content";
}

/** The number of the variant that a path is about. */
export function variantAt(path: string): number | undefined {
  const found = /^variants\[(\d+)\]/.exec(path)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** The API's path as ours: it names the part of the message that it read. */
export const ownPath = (path: string): string => path.replace(/^(design|draft|published)\./, "");

function checkContent({ theme, blocks }: Content, at: string): ProblemAt[] {
  const words = text.messages.check;
  const colours = (["background", "text", "accent", "accentText"] as const).filter(
    (key) => !isColour(theme[key]),
  );
  return [
    ...(blocks.length > 0 ? [] : [{ path: `${at}.blocks`, message: words.noBlocks }]),
    ...blocks.flatMap((block, i) => checkBlock(block, `${at}.blocks[${i}]`)),
    ...colours.map((key) => ({ path: `${at}.theme.${key}`, message: words.colour })),
    ...among(theme.radius, 0, 64, `${at}.theme.radius`, words.radius),
    ...(/^[\w\s"',.-]+$/.test(theme.font) ? [] : [{ path: `${at}.theme.font`, message: words.font }]),
  ];
}

function checkBlock(block: Block, at: string): ProblemAt[] {
  const words = text.messages.check;
  switch (block.type) {
    case "heading":
      return filled(block.text, `${at}.text`, words.heading);
    case "text":
      return rich(block.text, `${at}.text`, words.text);
    case "image":
      return [
        ...(/^https:\/\/./.test(block.url) && isWebAddress(block.url)
          ? []
          : [{ path: `${at}.url`, message: words.imageUrl }]),
        ...among(block.width, 1, 5000, `${at}.width`, words.imageSize),
        ...among(block.height, 1, 5000, `${at}.height`, words.imageSize),
      ];
    case "button":
      return [
        ...filled(block.text, `${at}.text`, words.button),
        ...(block.action.do === "link" && !isWebAddress(block.action.url.trim())
          ? [{ path: `${at}.action.url`, message: words.url }]
          : []),
      ];
    case "form":
      return [
        ...block.fields.flatMap(({ label }, i) => filled(label, `${at}.fields[${i}].label`, words.formLabel)),
        ...filled(block.submit, `${at}.submit`, words.submit),
        ...rich(block.thanks, `${at}.thanks`, words.thanks),
        ...(block.consent
          ? [
              ...rich(block.consent.text, `${at}.consent.text`, words.consentText),
              ...filled(block.consent.version, `${at}.consent.version`, words.version),
            ]
          : []),
      ];
  }
}

function checkWho(
  { audience, pages }: MessageDesign,
  segments: ReadonlySet<string> | undefined,
): ProblemAt[] {
  const words = text.messages.check;
  const gone = (list: readonly string[], at: string) =>
    list.flatMap((id, i) =>
      segments && !segments.has(id) ? [{ path: `${at}[${i}]`, message: words.segmentGone }] : [],
    );
  const emptyPages = (list: readonly PageMatch[], at: string) =>
    list.flatMap((page, i) => filled(Object.values(page)[0] as string, `${at}[${i}]`, words.page));
  return [
    ...(audience.include === "everyone"
      ? []
      : audience.include.length > 0
        ? gone(audience.include, "audience.include")
        : [{ path: "audience.include", message: words.segments }]),
    ...gone(audience.exclude, "audience.exclude"),
    ...(pages.include === "everywhere"
      ? []
      : pages.include.length > 0
        ? emptyPages(pages.include, "pages.include")
        : [{ path: "pages.include", message: words.pages }]),
    ...emptyPages(pages.exclude, "pages.exclude"),
  ];
}

function checkWhen({ trigger, frequency, schedule }: MessageDesign): ProblemAt[] {
  const words = text.messages.check;
  const { perVisit, perPerson, coolDownHours } = frequency;
  const { from, until } = schedule;
  const whole = (value: number | undefined, most: number, path: string) =>
    value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)
      ? []
      : [{ path, message: words.times }];
  return [
    ...(trigger.on === "delay" ? among(trigger.seconds, 0, 3600, "trigger.seconds", words.seconds) : []),
    ...(trigger.on === "scroll" ? among(trigger.percent, 1, 100, "trigger.percent", words.percent) : []),
    ...whole(perVisit, 100, "frequency.perVisit"),
    ...whole(perPerson, 10_000, "frequency.perPerson"),
    ...(coolDownHours === undefined
      ? []
      : among(coolDownHours, 0, 8760, "frequency.coolDownHours", words.hours)),
    ...(from !== undefined && until !== undefined && from >= until
      ? [{ path: "schedule.until", message: words.until }]
      : []),
  ];
}

function filled(value: string, path: string, message: string): ProblemAt[] {
  return value.trim() ? [] : [{ path, message }];
}

function rich(value: string, path: string, message: string): ProblemAt[] {
  const link = badLinkIn(value);
  if (link !== undefined) return [{ path, message: text.messages.check.link(link) }];
  return filled(value, path, message);
}

/** A number that is being typed may be none at all; after a reload it is null. */
function among(
  value: number | null,
  least: number,
  most: number,
  path: string,
  message: string,
): ProblemAt[] {
  return value !== null && value >= least && value <= most ? [] : [{ path, message }];
}
