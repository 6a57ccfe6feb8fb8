/** Turns a theme into custom properties of the message's own style sheet, and holds the styles common to all kinds. */
import type { Theme } from "../../core/messages/message";

/** Sets a property of the message: `color-scheme` itself, all else as a custom property. */
export type SetProperty = (name: string, value: string) => void;

/** Sets the theme through the CSSOM, whose setters cannot be broken out of; what does not look right falls back. */
export function applyTheme(set: SetProperty, theme: Theme, page: Document): void {
  const background = colour(theme.background, "#ffffff");
  const text = colour(theme.text, "#1c1c1c");
  const accent = colour(theme.accent, "#1c1c1c");
  const dark = contrast(background, "#ffffff") > contrast(background, "#000000");
  const ink = dark ? "#ffffff" : "#000000";
  const danger = dark ? "#ffb4ab" : "#b3261e";
  const muted = mix(text, background, 0.26);
  const font =
    family(theme.font) ?? family(page.defaultView!.getComputedStyle(page.body).fontFamily) ?? "system-ui";

  // Poor colours of a theme are shown as they are; edges, focus rings and the close button stay visible all the same.
  set("background", background);
  set("text", text);
  set("muted", contrast(muted, background) > 5 ? muted : text);
  set("accent", accent);
  set("accent-text", colour(theme.accentText, "#ffffff"));
  set("accent-edge", contrast(accent, background) < 1.5 ? ink : "transparent");
  set("danger", contrast(danger, background) > 4.6 ? danger : ink);
  set("ink", channels(ink).join(" "));
  set("radius", `${Math.min(40, Math.max(0, Number(theme.radius) || 0))}px`);
  set("font", font);
  // At display size a serif carries itself; a sans wants weight.
  set("display-weight", /(^|[^-])\bserif\b/.test(font) ? "500" : "650");
  // "only" keeps browsers from darkening a light message or lighting a dark one.
  set("color-scheme", dark ? "only dark" : "only light");
}

const colour = (raw: string, fallback: string): string => (/^#[\da-f]{6}$/i.test(raw) ? raw : fallback);

/** A font list of plain names and quotes; nothing for "inherit", which takes the page's. */
const family = (raw: string): string | undefined =>
  raw !== "inherit" && /^[\p{L}\p{N}\s"',._-]{1,300}$/u.test(raw) ? raw : undefined;

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const mix = (one: string, other: string, share: number): string => {
  const theirs = channels(other);
  const mixed = channels(one).map((value, i) => Math.round(value + (theirs[i]! - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
};

/** WCAG 2 contrast ratio, with 2.2 as the exponent of sRGB: near enough for choosing. */
const contrast = (one: string, other: string): number => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

const luminance = (hex: string): number => {
  const [red, green, blue] = channels(hex).map((value) => (value / 255) ** 2.2) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/**
 * `all: initial` on the host stops what would be inherited, and `!important` inside a shadow root beats the page's.
 * Sizes are in em from the browser's own font size: the page's root size does not count, the visitor's wish does.
 */
export const css = `
:host { all: initial !important; display: contents !important }
*, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0 }
.frame {
  font: 400 1em/1.5 var(--vi-font); color: var(--vi-text); background: var(--vi-background); border: 0; text-align: start;
  overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; -webkit-font-smoothing: antialiased;
  overscroll-behavior: contain; outline: 0;
}
:focus-visible:not([tabindex="-1"]) {
  outline: 2px solid rgb(var(--vi-ink)); outline-offset: 2px; box-shadow: 0 0 0 2px var(--vi-background);
}
.close {
  position: relative; flex: none; width: 44px; height: 44px; border: 0; border-radius: 50%; cursor: pointer;
  background: none; color: rgb(var(--vi-ink));
}
.close::before, .close::after {
  content: ""; position: absolute; inset: 21px 14px auto; border-top: 2px solid; rotate: 45deg;
}
.close::after { rotate: -45deg }
.close:hover { box-shadow: inset 0 0 0 1px }
`;
