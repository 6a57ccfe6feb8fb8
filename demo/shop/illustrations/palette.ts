/** From one product colour, all the tints that its picture needs. */

export type Scheme = "light" | "dark";

export interface Palette {
  /** The backdrop, back to front. */
  paper: string;
  glow: string;
  far: string;
  near: string;
  shadow: string;
  /** The thing itself. */
  light: string;
  base: string;
  shade: string;
  deep: string;
  /** Seams, poles, laces. */
  line: string;
  /** A zip, a label, a flame: always warm. */
  accent: string;
  metal: string;
  metalShade: string;
}

const paperOf = { light: "#f3efe6", dark: "#1f2624" } as const;
const inkOf = { light: "#1d2624", dark: "#0c100f" } as const;

export function paletteOf(colour: string, scheme: Scheme): Palette {
  // Midnight on a dark page would be lost.
  const base = scheme === "dark" && isDark(colour) ? mix(colour, "#ffffff", 0.16) : colour;
  const paper = mix(base, paperOf[scheme], scheme === "light" ? 0.84 : 0.86);
  const toward = (amount: number) => mix(base, paper, amount);
  const ink = inkOf[scheme];
  return {
    paper,
    glow: scheme === "light" ? mix(paper, "#ffffff", 0.55) : mix(base, paper, 0.84),
    far: toward(0.82),
    near: toward(0.68),
    shadow: mix(paper, ink, scheme === "light" ? 0.2 : 0.5),
    light: mix(base, "#fff6e6", 0.24),
    base,
    shade: mix(base, "#16211f", 0.22),
    deep: mix(base, "#101817", 0.52),
    line: mix(base, "#fff8ec", 0.62),
    accent: isWarm(base) ? "#f0d9a8" : "#e2a34b",
    metal: "#c9ccca",
    metalShade: "#9aa09f",
  };
}

/** From one colour to another, in sRGB: flat colours need no better. */
export function mix(from: string, to: string, amount: number): string {
  const target = channels(to);
  const mixed = channels(from).map((value, at) => Math.round(value + ((target[at] ?? 0) - value) * amount));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function isDark(hex: string): boolean {
  return channels(hex).every((value) => value < 0x60);
}

function isWarm(hex: string): boolean {
  const [red = 0, , blue = 0] = channels(hex);
  return red - blue > 60;
}
