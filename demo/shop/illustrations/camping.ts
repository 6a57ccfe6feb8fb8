import type { Palette } from "./palette";
import { valley } from "./scene";
import { box, ellipse, fill, stroke } from "./strokes";

export function domeTent(p: Palette): string {
  return [
    valley(p),
    stroke(p.line, 3, "M190 480 L78 628 M610 480 L724 628"),
    fill(p.base, "M112 624 C180 430 280 288 400 276 C520 288 622 430 690 624Z"),
    fill(p.light, "M112 624 C180 430 280 288 400 276 C330 370 280 500 262 624Z"),
    fill(p.shade, "M400 276 C520 288 622 430 690 624 L540 624 C522 490 470 370 400 276Z"),
    fill(p.deep, "M400 330 C352 410 318 520 306 624 L494 624 C482 520 448 410 400 330Z"),
    fill(p.accent, "M400 372 C378 440 366 540 362 624 L438 624 C434 540 422 440 400 372Z"),
    fill(p.light, "M400 330 C352 410 318 520 306 624 L352 624 C346 520 366 420 400 330Z"),
    stroke(p.line, 4, "M112 624 C180 430 280 288 400 276 C520 288 622 430 690 624"),
    stroke(p.line, 3, "M262 624 C280 500 330 370 400 276 C470 370 522 490 540 624"),
    ellipse(p.accent, 400, 276, 8),
  ].join("");
}

export function tunnelTent(p: Palette): string {
  return [
    valley(p),
    stroke(p.line, 3, "M150 420 L52 628 M690 510 L760 628"),
    fill(p.base, "M84 624 C92 450 160 346 262 344 C420 344 566 404 646 466 C696 504 716 566 722 624Z"),
    fill(p.light, "M84 624 C92 450 160 346 262 344 C232 430 226 530 230 624Z"),
    fill(
      p.shade,
      "M456 372 C530 396 600 430 646 466 C630 520 626 570 628 624 L440 624 C438 530 440 450 456 372Z",
    ),
    fill(p.deep, "M646 466 C696 504 716 566 722 624 L628 624 C626 570 630 520 646 466Z"),
    fill(p.deep, "M284 624 C282 500 306 416 342 412 C384 416 408 500 410 624Z"),
    fill(p.accent, "M318 624 C316 530 328 462 346 456 C368 462 378 530 380 624Z"),
    fill(p.light, "M284 624 C282 500 306 416 342 412 C318 470 312 560 316 624Z"),
    stroke(
      p.line,
      4,
      "M230 624 C226 530 232 430 262 344 M440 624 C438 530 440 450 456 372 M628 624 C626 570 630 520 646 466",
    ),
    stroke(p.line, 4, "M84 624 C92 450 160 346 262 344 C420 344 566 404 646 466 C696 504 716 566 722 624"),
  ].join("");
}

export function tipiTent(p: Palette): string {
  return [
    valley(p),
    stroke(p.deep, 9, "M384 150 L412 220 M420 146 L392 220 M402 138 L402 220"),
    fill(p.base, "M402 196 L136 624 L668 624Z"),
    fill(p.light, "M402 196 L136 624 L268 624Z"),
    fill(p.shade, "M402 196 L668 624 L536 624Z"),
    fill(p.deep, "M402 300 C372 420 340 540 322 624 L482 624 C464 540 432 420 402 300Z"),
    fill(p.accent, "M402 372 C388 460 374 560 368 624 L436 624 C430 560 416 460 402 372Z"),
    fill(p.light, "M402 300 C432 420 464 540 482 624 L520 624 C486 520 440 400 402 300Z"),
    stroke(p.line, 3, "M402 196 L268 624 M402 196 L536 624 M402 196 V300"),
    stroke(p.line, 3, "M180 556 L92 632 M624 556 L712 632"),
  ].join("");
}

export function tarp(p: Palette): string {
  return [
    valley(p),
    stroke(p.deep, 10, "M168 326 V634 M632 326 V634"),
    stroke(p.line, 3, "M168 330 L70 630 M632 330 L730 630 M276 520 L230 632 M524 520 L570 632"),
    fill(p.base, "M168 326 C320 372 480 372 632 326 L540 524 C440 496 360 496 260 524Z"),
    fill(p.light, "M168 326 C320 372 480 372 632 326 L612 368 C470 410 330 410 188 368Z"),
    fill(p.shade, "M400 360 C480 358 560 348 632 326 L540 524 C494 510 450 502 400 502Z"),
    stroke(p.line, 3, "M400 360 V502"),
    box(p.accent, 384, 430, 32, 20, 4),
  ].join("");
}

export function hammock(p: Palette): string {
  return [
    valley(p),
    fill(p.deep, "M98 0 H138 L150 600 C152 622 170 632 186 640 H60 C78 632 92 622 94 600Z"),
    fill(p.deep, "M664 0 H704 L708 600 C710 622 724 632 742 640 H616 C632 632 650 622 652 600Z"),
    stroke(p.deep, 10, "M100 170 C60 150 30 110 0 100 M700 120 C740 100 760 60 800 54"),
    stroke(p.accent, 6, "M96 326 H146 L180 372 M704 326 H658 L622 372"),
    fill(p.shade, "M176 368 C260 560 540 560 626 368 C560 470 250 470 176 368Z"),
    fill(p.base, "M176 368 C260 610 540 610 626 368 C540 520 262 520 176 368Z"),
    fill(p.light, "M176 368 C262 520 540 520 626 368 C560 486 250 486 176 368Z"),
    stroke(p.line, 3, "M250 470 C290 550 340 560 380 566 M550 470 C520 545 480 555 430 566"),
  ].join("");
}

export function chair(p: Palette): string {
  return [
    valley(p),
    stroke(p.metalShade, 11, "M300 640 L520 430 M520 640 L290 440"),
    stroke(p.metal, 11, "M262 642 L472 470 M560 642 L350 470 M520 430 L566 270 M290 440 L246 270"),
    fill(p.shade, "M252 262 C330 300 486 300 562 262 L520 470 C460 500 350 500 290 470Z"),
    fill(p.base, "M252 262 C330 300 486 300 562 262 L552 312 C480 344 330 344 262 312Z"),
    fill(p.base, "M290 468 C350 500 460 500 520 468 L574 516 C480 566 330 566 238 516Z"),
    fill(p.light, "M290 468 C350 500 460 500 520 468 L530 478 C460 514 350 514 280 478Z"),
    stroke(p.line, 3, "M330 332 L350 486 M406 340 V494 M482 332 L462 486"),
    box(p.accent, 392, 300, 30, 14, 4),
  ].join("");
}

export function table(p: Palette): string {
  const slats = Array.from({ length: 9 }, (_, at) =>
    stroke(p.shade, 3, `M${206 + at * 46} 398 L${176 + at * 53} 470`),
  );
  return [
    valley(p),
    stroke(p.deep, 12, "M240 460 L470 640 M560 460 L330 640 M206 470 L420 636 M594 470 L380 636"),
    fill(p.base, "M180 396 H620 L656 470 H144Z"),
    fill(p.light, "M180 396 H620 L626 410 H174Z"),
    ...slats,
    box(p.shade, 144, 470, 512, 18, 6),
    fill(p.metal, "M330 350 H386 L380 412 C368 420 348 420 336 412Z"),
    ellipse(p.metalShade, 358, 350, 28, 7),
    stroke(p.metal, 6, "M386 364 C408 364 408 398 382 398"),
    fill(p.accent, "M448 372 C470 356 520 356 540 372 L532 412 C510 422 478 422 456 412Z"),
  ].join("");
}
