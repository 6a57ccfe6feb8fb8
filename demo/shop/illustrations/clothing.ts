import type { Palette } from "./palette";
import { wall } from "./scene";
import { box, ellipse, fill, mirrored, stroke } from "./strokes";

const leftSleeve =
  "M290 214 C232 236 204 290 190 380 C178 460 164 560 158 630 C176 650 216 656 236 644 C248 560 262 470 284 398Z";
const body =
  "M290 214 C330 196 470 196 510 214 C524 300 530 520 534 650 C470 670 330 670 266 650 C270 520 276 300 290 214Z";
const leftBody =
  "M290 214 C310 204 352 200 400 200 L400 664 C350 664 296 660 266 650 C270 520 276 300 290 214Z";
const hood = "M318 222 C300 140 340 92 400 92 C460 92 500 140 482 222 C440 246 360 246 318 222Z";

const sleeves = (colour: string, cuff: string): string => {
  const one =
    fill(colour, leftSleeve) +
    fill(cuff, "M162 600 L158 630 C176 650 216 656 236 644 L240 612 C214 622 184 616 162 600Z");
  return one + mirrored(one);
};

export function shellJacket(p: Palette): string {
  const pocket = stroke(p.deep, 6, "M312 470 L300 570");
  return [
    wall(p),
    sleeves(p.shade, p.deep),
    fill(p.base, body),
    fill(p.light, leftBody),
    fill(p.shade, "M266 620 L266 650 C330 670 470 670 534 650 L533 620 C470 640 330 640 266 620Z"),
    fill(p.base, hood),
    fill(p.deep, "M338 214 C326 156 352 124 400 124 C448 124 474 156 462 214 C440 228 360 228 338 214Z"),
    fill(
      p.shade,
      "M318 222 C340 236 366 240 400 292 C434 240 460 236 482 222 C470 260 440 300 400 330 C360 300 330 260 318 222Z",
    ),
    stroke(p.accent, 7, "M400 292 V662"),
    pocket,
    mirrored(pocket),
    stroke(p.deep, 5, "M440 360 H484"),
    box(p.line, 438, 330, 44, 16, 3),
    stroke(p.line, 3, "M290 300 C330 320 366 326 394 326 M510 300 C470 320 434 326 406 326"),
  ].join("");
}

export function downJacket(p: Palette): string {
  const rows = [286, 346, 406, 466, 526, 586];
  const quilting = rows.map((y) =>
    stroke(
      p.deep,
      3,
      `M282 ${y} C330 ${y + 14} 370 ${y + 14} 396 ${y + 6} M518 ${y} C470 ${y + 14} 430 ${y + 14} 404 ${y + 6}`,
    ),
  );
  const sleeveLines = rows
    .slice(0, 6)
    .map((y, at) =>
      stroke(
        p.deep,
        3,
        `M${208 - at * 8} ${y + 26} C${226 - at * 8} ${y + 40} ${246 - at * 6} ${y + 42} ${272 - at * 6} ${y + 34}`,
      ),
    )
    .join("");
  return [
    wall(p),
    sleeves(p.shade, p.deep),
    sleeveLines,
    mirrored(sleeveLines),
    fill(
      p.base,
      "M286 214 C330 190 470 190 514 214 C536 300 540 520 544 640 C470 668 330 668 256 640 C260 520 264 300 286 214Z",
    ),
    fill(
      p.light,
      "M286 214 C320 196 360 194 400 194 V660 C340 660 290 652 256 640 C260 520 264 300 286 214Z",
    ),
    ...quilting,
    fill(p.base, "M312 226 C286 128 340 84 400 84 C460 84 514 128 488 226 C440 256 360 256 312 226Z"),
    fill(p.deep, "M336 216 C320 152 350 118 400 118 C450 118 480 152 464 216 C440 234 360 234 336 216Z"),
    fill(
      p.shade,
      "M312 226 C350 250 372 262 400 300 C428 262 450 250 488 226 C480 280 446 316 400 330 C354 316 320 280 312 226Z",
    ),
    stroke(p.accent, 7, "M400 300 V656"),
    box(p.line, 436, 316, 42, 16, 3),
  ].join("");
}

export function fleece(p: Palette): string {
  const grid = Array.from({ length: 7 }, (_, at) =>
    stroke(p.shade, 2, `M${284 - at} ${380 + at * 40} H${516 + at}`),
  );
  return [
    wall(p),
    sleeves(p.base, p.deep),
    fill(p.light, body),
    ...grid,
    fill(p.shade, "M290 214 C330 196 470 196 510 214 L518 340 C460 356 340 356 282 340Z"),
    fill(p.deep, "M338 204 C336 160 352 146 400 146 C448 146 464 160 462 204 C440 222 360 222 338 204Z"),
    fill(
      p.base,
      "M328 208 C326 176 336 168 346 168 C360 200 440 200 454 168 C464 168 474 176 472 208 C440 236 360 236 328 208Z",
    ),
    stroke(p.accent, 7, "M400 214 V660"),
    stroke(p.accent, 6, "M436 292 H486"),
    stroke(p.deep, 6, "M310 520 L300 596 M490 520 L500 596"),
    fill(p.shade, "M267 626 L266 650 C330 670 470 670 534 650 L533 626 C470 646 330 646 267 626Z"),
  ].join("");
}

export function crewTop(p: Palette): string {
  return [
    wall(p),
    sleeves(p.base, p.shade),
    fill(p.light, body),
    fill(p.base, "M510 214 C524 300 530 520 534 650 C500 660 470 664 440 664 C470 520 486 340 470 204Z"),
    fill(p.deep, "M330 206 C340 246 460 246 470 206 C450 198 350 198 330 206Z"),
    stroke(p.shade, 12, "M330 206 C340 264 460 264 470 206"),
    stroke(p.line, 3, "M290 226 C290 300 284 360 282 400 M510 226 C510 300 516 360 518 400"),
    stroke(p.shade, 3, "M268 630 C330 648 470 648 532 630"),
    box(p.accent, 284, 596, 18, 26, 2),
  ].join("");
}

export function zipTop(p: Palette): string {
  return [
    wall(p),
    sleeves(p.base, p.shade),
    fill(p.light, body),
    fill(p.base, "M510 214 C524 300 530 520 534 650 C500 660 470 664 440 664 C470 520 486 340 470 204Z"),
    fill(
      p.shade,
      "M290 214 C310 204 340 200 360 200 C346 250 318 290 284 310Z M510 214 C490 204 460 200 440 200 C454 250 482 290 516 310Z",
    ),
    fill(p.shade, "M334 208 C332 164 346 146 400 146 C454 146 468 164 466 208 C440 232 360 232 334 208Z"),
    fill(p.deep, "M352 172 C360 160 440 160 448 172 C440 190 360 190 352 172Z"),
    stroke(p.accent, 7, "M400 190 V384"),
    ellipse(p.accent, 400, 392, 9),
    stroke(p.shade, 3, "M268 630 C330 648 470 648 532 630"),
  ].join("");
}

export function trousers(p: Palette): string {
  const knee = fill(p.shade, "M284 440 C310 450 346 450 372 440 L366 540 C340 548 306 548 278 540Z");
  const pocket = stroke(p.deep, 5, "M306 190 C304 230 292 256 278 266");
  return [
    wall(p),
    fill(
      p.base,
      "M292 124 C350 136 450 136 508 124 C530 280 540 500 536 690 C506 702 460 702 432 692 C428 540 418 420 400 316 C382 420 372 540 368 692 C340 702 294 702 264 690 C260 500 270 280 292 124Z",
    ),
    fill(
      p.light,
      "M292 124 C320 130 360 133 400 133 V316 C382 420 372 540 368 692 C340 702 294 702 264 690 C260 500 270 280 292 124Z",
    ),
    knee,
    mirrored(knee),
    fill(p.shade, "M292 124 C350 136 450 136 508 124 L512 158 C450 170 350 170 288 158Z"),
    stroke(p.deep, 4, "M400 168 V316 M400 168 C424 200 424 260 402 290"),
    pocket,
    mirrored(pocket),
    ellipse(p.accent, 400, 150, 8),
    stroke(p.accent, 5, "M278 330 L270 420 M522 330 L530 420"),
    box(p.deep, 264, 668, 106, 12, 3),
    box(p.deep, 430, 668, 106, 12, 3),
  ].join("");
}
