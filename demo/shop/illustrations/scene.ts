/** What stands behind the thing: a calm studio, or a valley for what is used outdoors. */
import type { Palette } from "./palette";
import { box, ellipse, fill } from "./strokes";

export const studio = (p: Palette): string =>
  box(p.paper, 0, 0, 800, 800) + ellipse(p.glow, 400, 390, 300) + ellipse(p.shadow, 400, 690, 210, 16);

export const wall = (p: Palette): string => box(p.paper, 0, 0, 800, 800) + ellipse(p.glow, 400, 400, 300);

export const valley = (p: Palette): string =>
  box(p.paper, 0, 0, 800, 800) +
  ellipse(p.glow, 560, 250, 120) +
  fill(p.far, "M0 470 L110 360 L170 410 L300 270 L400 380 L470 330 L620 450 L700 400 L800 480 V800 H0Z") +
  fill(p.near, "M0 560 C130 500 260 540 400 520 C560 498 660 540 800 510 V800 H0Z") +
  fill(p.shadow, "M90 628 C250 606 560 606 720 628 C620 652 200 654 90 628Z");
