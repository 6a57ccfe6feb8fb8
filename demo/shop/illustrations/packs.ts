import type { Palette } from "./palette";
import { studio } from "./scene";
import { box, ellipse, fill, mirrored, stroke } from "./strokes";

export function backpack(p: Palette): string {
  const side =
    fill(p.shade, "M262 380 C222 390 210 460 214 560 C216 620 236 650 272 656Z") +
    stroke(p.line, 4, "M216 470 L268 500");
  return [
    studio(p),
    stroke(p.deep, 16, "M364 150 C370 108 430 108 436 150"),
    side,
    mirrored(side),
    fill(
      p.base,
      "M258 250 C256 200 300 180 400 180 C500 180 544 200 542 250 L552 600 C552 664 520 690 400 690 C280 690 248 664 248 600Z",
    ),
    fill(p.light, "M258 250 C256 216 278 196 320 188 C300 300 296 540 316 682 C268 672 248 650 248 600Z"),
    fill(p.deep, "M258 300 C330 326 470 326 542 300 L543 326 C470 352 330 352 257 326Z"),
    fill(
      p.shade,
      "M244 262 C240 180 290 142 400 142 C510 142 560 182 556 262 C556 296 536 304 400 308 C264 304 244 296 244 262Z",
    ),
    fill(p.base, "M266 246 C266 190 306 164 400 164 C494 164 534 190 534 246 C490 262 310 262 266 246Z"),
    stroke(p.accent, 6, "M310 222 C360 232 440 232 490 222"),
    fill(
      p.shade,
      "M300 424 C300 404 316 398 400 398 C484 398 500 404 500 424 L506 590 C506 622 486 630 400 630 C314 630 294 622 294 590Z",
    ),
    fill(
      p.light,
      "M300 424 C300 404 316 398 400 398 C484 398 500 404 500 424 L501 444 C440 456 360 456 299 444Z",
    ),
    stroke(p.accent, 5, "M318 470 C360 480 440 480 482 470"),
    box(p.deep, 318, 292, 14, 130, 4),
    box(p.deep, 468, 292, 14, 130, 4),
    box(p.metal, 312, 352, 26, 20, 4),
    box(p.metal, 462, 352, 26, 20, 4),
    box(p.line, 378, 520, 44, 28, 4),
  ].join("");
}

export function daypack(p: Palette): string {
  return [
    studio(p),
    stroke(p.deep, 16, "M362 196 C368 150 432 150 438 196"),
    stroke(p.shade, 26, "M276 320 C226 380 222 520 262 620 M524 320 C574 380 578 520 538 620"),
    fill(
      p.base,
      "M262 340 C262 226 312 186 400 186 C488 186 538 226 538 340 L546 610 C546 666 516 690 400 690 C284 690 254 666 254 610Z",
    ),
    fill(p.light, "M262 340 C262 250 292 208 344 192 C312 300 304 540 324 684 C276 676 254 656 254 610Z"),
    stroke(p.deep, 7, "M284 470 C282 292 320 232 400 232 C480 232 518 292 516 470"),
    ellipse(p.accent, 516, 474, 10),
    fill(
      p.shade,
      "M290 508 C330 494 470 494 510 508 L514 614 C510 646 480 654 400 654 C320 654 290 646 286 614Z",
    ),
    stroke(p.accent, 5, "M306 532 C360 522 440 522 494 532"),
    stroke(p.line, 4, "M330 340 L470 440 M470 340 L330 440"),
    box(p.line, 376, 268, 48, 26, 4),
  ].join("");
}

export function rollTop(p: Palette): string {
  return [
    studio(p),
    stroke(p.shade, 24, "M276 300 C236 380 232 500 258 600 M524 300 C564 380 568 500 542 600"),
    fill(p.base, "M276 236 H524 L544 640 C544 676 516 690 400 690 C284 690 256 676 256 640Z"),
    fill(p.light, "M276 236 H346 C326 380 322 560 334 686 C280 682 256 668 256 640Z"),
    fill(p.shade, "M454 236 H524 L544 640 C544 668 520 684 468 688 C480 560 476 380 454 236Z"),
    box(p.shade, 252, 172, 296, 30, 14),
    box(p.base, 258, 198, 284, 30, 14),
    box(p.light, 264, 222, 272, 24, 12),
    stroke(p.deep, 12, "M266 186 C236 210 240 300 258 350 M534 186 C564 210 560 300 542 350"),
    box(p.metal, 244, 320, 28, 22, 5),
    box(p.metal, 528, 320, 28, 22, 5),
    stroke(p.line, 4, "M270 420 H530"),
    stroke(p.line, 4, "M262 560 H538"),
    box(p.accent, 372, 468, 56, 36, 4),
  ].join("");
}
