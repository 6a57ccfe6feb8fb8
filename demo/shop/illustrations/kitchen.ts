import type { Palette } from "./palette";
import { studio } from "./scene";
import { box, ellipse, fill, mirrored, stroke } from "./strokes";

const flame = "M0 0 C-46 -40 -20 -84 0 -130 C10 -96 50 -70 36 -24 C30 -8 16 0 0 0Z";
const flameAt = (x: number, y: number, size: number, outer: string, inner: string): string =>
  `<g transform="translate(${x} ${y}) scale(${size})">${fill(outer, flame)}<g transform="translate(2 0) scale(.52)">${fill(inner, flame)}</g></g>`;

export function stove(p: Palette): string {
  const arm = stroke(p.metalShade, 12, "M392 372 C330 366 280 344 262 300 L240 300");
  return [
    studio(p),
    flameAt(340, 326, 0.9, "#e2793c", "#f6d48a"),
    flameAt(400, 322, 1.15, "#e2793c", "#f6d48a"),
    flameAt(462, 326, 0.9, "#e2793c", "#f6d48a"),
    box(p.metal, 336, 324, 128, 26, 10),
    arm,
    mirrored(arm),
    box(p.metalShade, 384, 348, 32, 92, 6),
    box(p.metal, 370, 430, 60, 26, 6),
    stroke(p.metalShade, 8, "M430 404 H506"),
    ellipse(p.accent, 518, 404, 16, 24),
    fill(
      p.base,
      "M264 520 C264 474 320 456 400 456 C480 456 536 474 536 520 L540 650 C540 680 480 694 400 694 C320 694 260 680 260 650Z",
    ),
    fill(p.light, "M264 520 C264 484 300 466 350 460 C330 520 326 620 338 688 C290 682 260 670 260 650Z"),
    fill(p.accent, "M263 560 C320 576 480 576 537 560 L539 622 C480 638 320 638 261 622Z"),
    box(p.deep, 340, 586, 120, 14, 4),
  ].join("");
}

export function windStove(p: Palette): string {
  return [
    studio(p),
    fill(p.metal, "M294 168 H506 L500 430 H300Z"),
    fill(p.base, "M286 210 H514 L508 420 H292Z"),
    fill(p.light, "M286 210 H350 C344 280 344 350 348 420 H292Z"),
    stroke(p.deep, 10, "M514 236 C590 240 590 380 510 386"),
    box(p.deep, 276, 140, 248, 34, 16),
    ellipse(p.accent, 400, 136, 22, 12),
    fill(p.metalShade, "M288 430 H512 L532 520 H268Z"),
    ...[0, 1, 2, 3, 4, 5].map((at) => ellipse("#e2793c", 312 + at * 35, 478, 9, 20)),
    box(p.metalShade, 384, 520, 32, 40, 4),
    fill(
      p.shade,
      "M284 596 C284 562 330 552 400 552 C470 552 516 562 516 596 L518 662 C518 684 470 694 400 694 C330 694 282 684 282 662Z",
    ),
    box(p.accent, 340, 606, 120, 40, 6),
    box(p.line, 340, 290, 60, 36, 4),
  ].join("");
}

export function potSet(p: Palette): string {
  return [
    studio(p),
    fill(p.base, "M190 440 H610 L596 650 C594 684 560 694 400 694 C240 694 206 684 204 650Z"),
    fill(p.light, "M190 440 H290 C282 530 290 640 310 692 C236 688 206 680 204 650Z"),
    box(p.shade, 178, 424, 444, 26, 12),
    fill(p.shade, "M246 300 H554 L546 424 H254Z"),
    fill(p.base, "M246 300 H320 C314 340 314 390 318 424 H254Z"),
    box(p.deep, 234, 284, 332, 24, 12),
    fill(p.base, "M264 284 C290 236 510 236 536 284Z"),
    ellipse(p.accent, 400, 240, 26, 14),
    stroke(p.accent, 14, "M622 470 C700 470 716 560 690 640"),
    stroke(p.deep, 5, "M612 480 L604 610"),
  ].join("");
}

export function kettle(p: Palette): string {
  return [
    studio(p),
    stroke(p.metalShade, 12, "M262 400 C250 180 550 180 538 400"),
    stroke(p.accent, 22, "M342 240 C376 224 424 224 458 240"),
    fill(p.shade, "M262 480 C200 470 180 400 130 372 L150 346 C220 366 250 410 290 420Z"),
    fill(
      p.base,
      "M236 640 C216 520 250 400 330 384 H470 C550 400 584 520 564 640 C560 680 500 692 400 692 C300 692 240 680 236 640Z",
    ),
    fill(
      p.light,
      "M236 640 C216 520 250 400 330 384 H372 C320 430 300 580 320 688 C270 682 240 670 236 640Z",
    ),
    fill(p.shade, "M326 388 C330 346 470 346 474 388 C450 402 350 402 326 388Z"),
    ellipse(p.accent, 400, 346, 20, 14),
    ...[
      [470, 470],
      [510, 560],
      [430, 600],
      [380, 500],
      [450, 540],
      [400, 640],
    ].map(([x = 0, y = 0]) => ellipse(p.line, x, y, 4)),
    stroke(p.deep, 8, "M236 640 C300 668 500 668 564 640"),
  ].join("");
}

export function flask(p: Palette): string {
  return [
    studio(p),
    box(p.metal, 336, 116, 128, 110, 18),
    box(p.metalShade, 420, 116, 44, 110, 18),
    box(p.deep, 324, 214, 152, 26, 8),
    fill(
      p.base,
      "M328 240 H472 C506 262 514 290 514 330 V656 C514 682 494 692 400 692 C306 692 286 682 286 656 V330 C286 290 294 262 328 240Z",
    ),
    fill(
      p.light,
      "M328 240 H366 C338 280 334 320 334 360 V684 C300 680 286 672 286 656 V330 C286 290 294 262 328 240Z",
    ),
    fill(
      p.shade,
      "M472 240 C506 262 514 290 514 330 V656 C514 672 500 682 466 686 V340 C466 300 462 268 446 240Z",
    ),
    fill(p.line, "M364 470 L400 410 L436 470 Z M400 470 L422 434 L450 470Z"),
    stroke(p.line, 5, "M358 490 H456"),
    stroke(p.accent, 14, "M464 150 C520 150 524 214 480 222"),
    box(p.deep, 286, 640, 228, 10),
  ].join("");
}

export function mug(p: Palette): string {
  return [
    studio(p),
    stroke(p.shade, 30, "M548 410 C650 400 650 580 536 572"),
    fill(p.base, "M236 340 H564 L548 640 C546 680 500 692 400 692 C300 692 254 680 252 640Z"),
    fill(p.light, "M236 340 H330 C318 450 322 590 340 688 C280 684 254 674 252 640Z"),
    ellipse(p.metalShade, 400, 340, 166, 34),
    ellipse(p.deep, 400, 344, 148, 26),
    ellipse("#5a3a28", 400, 352, 132, 18),
    stroke(p.metal, 8, "M234 340 C234 386 566 386 566 340"),
    ...[
      [470, 470],
      [510, 560],
      [430, 600],
      [380, 500],
      [450, 530],
    ].map(([x = 0, y = 0]) => ellipse(p.line, x, y, 4)),
    stroke(p.glow, 10, "M350 270 C330 236 372 216 352 176 M420 270 C400 236 442 216 422 176"),
  ].join("");
}
