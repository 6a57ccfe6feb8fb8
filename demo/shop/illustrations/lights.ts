import type { Palette } from "./palette";
import { studio, wall } from "./scene";
import { box, ellipse, fill, stroke } from "./strokes";

export function headlamp(p: Palette): string {
  return [
    wall(p),
    stroke(p.shade, 46, "M214 420 C190 220 610 220 586 420"),
    stroke(p.line, 4, "M214 414 C196 232 604 232 586 414"),
    stroke(p.base, 54, "M206 430 C220 560 580 560 594 430"),
    stroke(p.line, 4, "M222 470 C270 540 530 540 578 470"),
    stroke(p.accent, 5, "M232 500 C290 552 510 552 568 500"),
    fill(
      p.deep,
      "M286 452 C286 430 300 420 320 418 H480 C500 420 514 430 514 452 V566 C514 592 500 604 476 606 H324 C300 604 286 592 286 566Z",
    ),
    fill(
      p.shade,
      "M286 452 C286 430 300 420 320 418 H352 C340 470 340 560 352 606 H324 C300 604 286 592 286 566Z",
    ),
    ellipse(p.metal, 400, 516, 70),
    ellipse("#fff4d6", 400, 516, 54),
    ellipse("#f3cf7c", 400, 516, 26),
    box(p.accent, 372, 402, 56, 18, 8),
    ellipse("#c2463c", 490, 572, 9),
  ].join("");
}

export function lantern(p: Palette): string {
  return [
    studio(p),
    stroke(p.metalShade, 11, "M290 300 C280 110 520 110 510 300"),
    ellipse(`${p.accent}40`, 400, 450, 236),
    fill(p.base, "M300 300 C300 236 340 214 400 214 C460 214 500 236 500 300Z"),
    fill(p.light, "M300 300 C300 244 330 222 372 216 C352 240 346 270 346 300Z"),
    fill("#fdeec4", "M306 300 H494 C520 380 520 480 498 570 H302 C280 480 280 380 306 300Z"),
    fill("#f5c667", "M400 350 C360 410 352 480 380 540 H420 C448 480 440 410 400 350Z"),
    fill("#fff9e6", "M400 420 C384 460 384 500 394 540 H406 C416 500 416 460 400 420Z"),
    stroke(p.shade, 8, "M324 300 C310 390 312 480 326 570 M476 300 C490 390 488 480 474 570"),
    box(p.shade, 284, 292, 232, 22, 10),
    fill(p.base, "M288 566 H512 L526 656 C526 684 480 694 400 694 C320 694 274 684 274 656Z"),
    fill(p.light, "M288 566 H344 C336 600 338 660 350 690 C300 686 274 676 274 656Z"),
    box(p.deep, 280, 558, 240, 20, 8),
    ellipse(p.accent, 400, 632, 18),
    ellipse(p.deep, 400, 632, 8),
  ].join("");
}
