import type { Palette } from "./palette";
import { studio, wall } from "./scene";
import { box, ellipse, fill, mirrored, moved, stroke } from "./strokes";

export function socks(p: Palette): string {
  const ribs = [0, 1, 2, 3, 4].map((at) => stroke(p.shade, 3, `M${316 + at * 26} 150 V232`)).join("");
  const one = [
    fill(
      p.base,
      "M296 130 H436 L430 430 C432 470 470 500 540 540 C600 574 606 650 540 664 C450 676 350 640 310 560 C290 510 300 470 302 430Z",
    ),
    fill(
      p.light,
      "M296 130 H346 C340 300 344 420 340 480 C338 540 370 600 430 646 C370 630 330 600 310 560 C290 510 300 470 302 430Z",
    ),
    fill(p.deep, "M304 500 C330 500 352 524 356 562 C358 582 352 600 344 608 C316 584 300 544 304 500Z"),
    fill(p.deep, "M540 540 C600 574 606 650 540 664 C524 666 510 667 496 666 C486 620 500 566 540 540Z"),
    fill(p.shade, "M296 130 H436 L434 240 H298Z"),
    fill(p.base, "M296 130 H436 V150 H296Z"),
    ribs,
    box(p.accent, 298, 268, 136, 18),
    box(p.line, 299, 300, 134, 8),
    stroke(p.line, 3, "M360 470 C390 500 430 530 480 556"),
  ];
  return [
    wall(p),
    moved("translate(118 -34) rotate(9 400 400) scale(.94)", `<g opacity=".94">${one.join("")}</g>`),
    moved("translate(-76 30)", ...one),
  ].join("");
}

export function beanie(p: Palette): string {
  const ribs = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((at) =>
    stroke(
      p.shade,
      4,
      `M${400 + at * 44} 470 C${400 + at * 44} 380 ${400 + at * 30} 280 ${400 + at * 8} 212`,
    ),
  );
  const brim = Array.from({ length: 14 }, (_, at) => stroke(p.deep, 3, `M${212 + at * 29} 486 V588`));
  return [
    studio(p),
    fill(p.base, "M196 500 C196 300 280 200 400 200 C520 200 604 300 604 500Z"),
    fill(p.light, "M196 500 C196 300 280 200 400 200 C320 240 270 350 268 500Z"),
    ...ribs,
    box(p.shade, 180, 470, 440, 132, 34),
    ...brim,
    box(p.line, 430, 516, 70, 44, 4),
    ellipse(p.accent, 400, 192, 26),
  ].join("");
}

export function cap(p: Palette): string {
  return [
    studio(p),
    fill(p.deep, "M420 470 C540 466 660 500 690 556 C640 590 520 560 400 540Z"),
    fill(
      p.base,
      "M176 520 C170 340 270 250 400 250 C520 250 600 340 602 488 C500 460 420 470 340 520 C290 546 220 548 176 520Z",
    ),
    fill(p.light, "M176 520 C170 340 270 250 400 250 C300 290 260 400 262 536 C228 540 200 534 176 520Z"),
    fill(
      p.shade,
      "M340 520 C420 470 500 460 602 488 C660 506 690 530 694 556 C600 500 470 500 380 560 C350 560 330 540 340 520Z",
    ),
    stroke(p.line, 3, "M400 250 C380 330 370 430 372 504 M400 250 C460 300 500 380 506 470"),
    ellipse(p.accent, 400, 250, 14, 10),
    box(p.accent, 424, 386, 58, 38, 4),
  ].join("");
}

export function gloves(p: Palette): string {
  const one = [
    fill(
      p.base,
      "M210 420 C196 360 196 300 206 250 C212 226 240 228 244 252 L250 356 L258 210 C260 184 292 184 294 210 L298 350 L312 216 C316 192 346 196 346 220 L342 366 L362 268 C368 246 394 252 392 276 L378 470 C376 520 372 560 372 600 H232 C232 540 224 480 210 420Z",
    ),
    fill(p.base, "M212 430 C190 400 172 380 158 372 C140 364 128 384 138 402 C164 440 196 480 234 520Z"),
    fill(p.light, "M244 420 C270 400 330 400 360 424 L352 520 C330 540 280 540 252 520Z"),
    box(p.deep, 226, 560, 152, 92, 18),
    box(p.accent, 300, 588, 64, 30, 6),
    stroke(p.shade, 4, "M250 356 L254 400 M298 350 V396 M342 366 L338 404"),
  ];
  return [
    wall(p),
    moved("rotate(-6 300 400) translate(0 -10)", ...one),
    mirrored(moved("rotate(-6 300 400) translate(0 -10)", ...one)),
  ].join("");
}

export function mittens(p: Palette): string {
  const star = "M264 330 l12 34 l34 12 l-34 12 l-12 34 l-12 -34 l-34 -12 l34 -12Z";
  const one = [
    fill(p.shade, "M196 440 C166 410 146 372 130 366 C104 362 96 396 108 422 C130 470 164 510 204 540Z"),
    fill(p.base, "M190 560 C176 460 166 340 190 262 C206 210 330 204 348 262 C372 340 360 460 346 560Z"),
    fill(p.light, "M190 560 C176 460 166 340 190 262 C196 240 220 226 248 222 C220 320 222 460 236 560Z"),
    fill(p.accent, star),
    stroke(p.line, 4, "M196 300 C240 286 300 286 344 300 M190 470 C240 484 300 484 350 470"),
    box(p.deep, 182, 540, 174, 110, 22),
    ...[0, 1, 2, 3, 4, 5].map((at) => stroke(p.shade, 4, `M${204 + at * 26} 556 V636`)),
  ];
  return [
    wall(p),
    moved("translate(20 -20) rotate(-5 270 400)", ...one),
    mirrored(moved("translate(20 -20) rotate(-5 270 400)", ...one)),
  ].join("");
}
