// culori ships no types; these are the parts of its tree-shakable half that contrast.ts uses.
declare module "culori/fn" {
  interface Mode {
    mode: string;
  }
  interface Color {
    mode: string;
  }
  export const modeRgb: Mode;
  export const modeLrgb: Mode;
  export function useMode(mode: Mode): unknown;
  export function parseHex(color: string): Color;
  export function wcagContrast(a: Color, b: Color): number;
}
