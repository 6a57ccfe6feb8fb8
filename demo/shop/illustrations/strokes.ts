/** The few kinds of mark that the pictures are drawn with. All coordinates lie in an 800 × 800 square. */

export const fill = (colour: string, path: string): string => `<path fill="${colour}" d="${path}"/>`;

export const stroke = (colour: string, width: number, path: string): string =>
  `<path fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" d="${path}"/>`;

export const dashes = (colour: string, width: number, path: string): string =>
  `<path fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-dasharray="10 12" d="${path}"/>`;

export const ellipse = (colour: string, x: number, y: number, rx: number, ry = rx): string =>
  `<ellipse fill="${colour}" cx="${x}" cy="${y}" rx="${rx}" ry="${ry}"/>`;

export const box = (
  colour: string,
  x: number,
  y: number,
  width: number,
  height: number,
  radius = 0,
): string => `<rect fill="${colour}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;

export const moved = (transform: string, ...marks: string[]): string =>
  `<g transform="${transform}">${marks.join("")}</g>`;

/** The same drawing, mirrored about the picture's middle. */
export const mirrored = (...marks: string[]): string => moved("matrix(-1 0 0 1 800 0)", ...marks);
