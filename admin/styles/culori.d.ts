// culori ships no types; these are the functions that tokens.test.ts calls.
declare module "culori" {
  export interface Color {
    mode: string;
  }
  export function parse(color: string): Color | undefined;
  export function rgb(color: Color): Color;
  export function wcagContrast(a: Color, b: Color): number;
  export function differenceCiede2000(): (a: Color, b: Color) => number;
  export function filterDeficiencyProt(severity: number): (color: Color) => Color;
  export function filterDeficiencyDeuter(severity: number): (color: Color) => Color;
  export function filterDeficiencyTrit(severity: number): (color: Color) => Color;
}
