import type { Palette } from "./palette";
import { wall } from "./scene";
import { box, dashes, ellipse, fill, moved, stroke } from "./strokes";

export function mummyBag(p: Palette): string {
  const rows = [370, 430, 490, 550, 610];
  const baffles = rows.map((y, at) => {
    const inset = 268 + at * 13;
    return stroke(p.shade, 4, `M${inset} ${y} C340 ${y + 20} 460 ${y + 20} ${800 - inset} ${y}`);
  });
  return [
    wall(p),
    moved(
      "rotate(14 400 400)",
      fill(
        p.shadow,
        "M424 116 C318 116 270 190 274 280 C278 380 300 540 326 660 C334 700 370 716 424 716 C474 716 506 700 514 660 C540 540 566 380 570 280 C572 190 530 116 424 116Z",
      ),
      fill(
        p.base,
        "M400 96 C294 96 246 170 250 262 C254 362 278 520 304 642 C312 682 350 698 400 698 C450 698 488 682 496 642 C522 520 546 362 550 262 C554 170 506 96 400 96Z",
      ),
      fill(
        p.light,
        "M400 96 C294 96 246 170 250 262 C254 362 278 520 304 642 C308 664 322 678 342 688 C314 560 300 380 304 262 C308 170 350 116 400 96Z",
      ),
      ...baffles,
      ellipse(p.deep, 400, 232, 104, 96),
      ellipse(p.accent, 400, 246, 84, 76),
      fill(p.light, "M316 252 C340 296 460 296 484 252 C500 320 470 342 400 342 C330 342 300 320 316 252Z"),
      stroke(p.line, 5, "M470 336 C482 440 470 560 452 640"),
      ellipse(p.accent, 469, 340, 9),
    ),
  ].join("");
}

export function quilt(p: Palette): string {
  const rows = [250, 330, 410, 490, 570].map((y) =>
    stroke(p.shade, 4, `M214 ${y} C320 ${y + 22} 480 ${y - 14} 588 ${y + 6}`),
  );
  return [
    wall(p),
    fill(
      p.shadow,
      "M230 186 C340 160 500 170 610 190 C620 340 606 520 616 650 C500 672 330 664 236 646 C246 500 226 340 230 186Z",
    ),
    fill(
      p.base,
      "M206 166 C320 140 480 152 592 170 C600 330 586 500 598 632 C480 654 320 646 212 628 C224 480 200 330 206 166Z",
    ),
    fill(p.light, "M206 166 C320 140 480 152 592 170 L592 214 C480 196 320 190 206 214Z"),
    ...rows,
    fill(p.accent, "M598 632 C560 640 530 642 500 644 C520 590 560 560 594 548Z"),
    fill(p.deep, "M594 548 C560 560 520 590 500 644 C528 616 560 600 596 596Z"),
    stroke(
      p.shade,
      3,
      "M310 154 C304 320 316 480 310 640 M402 150 C398 320 408 480 402 646 M496 158 C492 300 500 400 498 560",
    ),
  ].join("");
}

export function airMat(p: Palette): string {
  const tubes = [0, 1, 2, 3, 4].map((at) => {
    const x = 276 + at * 50;
    return box(at % 2 ? p.base : p.light, x, 128, 48, 540, 24) + dashes(p.shade, 3, `M${x + 24} 170 V628`);
  });
  return [
    wall(p),
    moved(
      "rotate(-10 400 400)",
      box(p.shadow, 272, 124, 296, 586, 62),
      box(p.shade, 252, 100, 296, 596, 62),
      moved("translate(0 0)", ...tubes),
      box(p.deep, 262, 110, 276, 20, 10),
      ellipse(p.accent, 506, 668, 16),
      ellipse(p.deep, 506, 668, 7),
    ),
  ].join("");
}

export function foamMat(p: Palette): string {
  const folds = [0, 1, 2, 3, 4, 5].map((at) => {
    const y = 300 + at * 56;
    const dots = [0, 1, 2, 3, 4, 5, 6].map((dot) => ellipse(p.shade, 236 + dot * 50, y + 16, 11, 5)).join("");
    return (
      fill(at % 2 ? p.base : p.light, `M196 ${y} H564 L604 ${y + 34} H156Z`) +
      dots +
      box(at % 2 ? p.shade : p.deep, 156, y + 34, 448, 20, 8)
    );
  });
  return [wall(p), ellipse(p.shadow, 386, 652, 260, 18), ...folds, box(p.accent, 556, 326, 18, 318, 6)].join(
    "",
  );
}
