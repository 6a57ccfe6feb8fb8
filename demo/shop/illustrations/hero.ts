/** The wide picture of the home page: a tent on the shore of a fjord, at first light or by night. */
import type { Scheme } from "./palette";
import { ellipse, fill, stroke } from "./strokes";

interface Colours {
  sky: [horizon: string, zenith: string];
  sun: string;
  ranges: [far: string, middle: string, near: string, shore: string];
  water: string;
  glint: string;
  bank: string;
  grass: string;
  tent: [lit: string, base: string, shade: string];
  inside: string;
}

const schemes: Record<Scheme, Colours> = {
  light: {
    sky: ["#f6e7cf", "#e9d3b4"],
    sun: "#fbf3df",
    ranges: ["#cfc9b4", "#a9b7ab", "#7f9c97", "#557b7a"],
    water: "#c4cdbf",
    glint: "#f2e6cb",
    bank: "#2d4a44",
    grass: "#1f3833",
    tent: ["#d9843f", "#b9622d", "#8f4522"],
    inside: "#f7d489",
  },
  dark: {
    sky: ["#2a3f45", "#141f26"],
    sun: "#e9e4d0",
    ranges: ["#2f464d", "#263a41", "#1d2e34", "#162529"],
    water: "#20333a",
    glint: "#3f575c",
    bank: "#101c1d",
    grass: "#0b1415",
    tent: ["#d9843f", "#b9622d", "#6d3519"],
    inside: "#ffdf9a",
  },
};

export function heroSvg(scheme: Scheme): string {
  const c = schemes[scheme];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900" width="1600" height="900" preserveAspectRatio="xMidYMax slice">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${c.sky[1]}"/><stop offset="1" stop-color="${c.sky[0]}"/></linearGradient></defs>
<rect width="1600" height="900" fill="url(#sky)"/>
${scheme === "dark" ? stars() : ""}
${ellipse(c.sun, 1080, 250, scheme === "light" ? 86 : 46)}
${fill(c.ranges[0], "M0 470 L140 400 L260 440 L420 300 L520 370 L640 320 L780 430 L900 350 L1010 400 L1160 290 L1290 380 L1400 330 L1600 440 V900 H0Z")}
${fill(c.ranges[1], "M0 520 L120 450 L240 500 L380 420 L500 500 L620 560 H1000 L1130 470 L1250 400 L1380 480 L1500 420 L1600 470 V900 H0Z")}
${fill(c.ranges[2], "M0 440 L90 400 L200 480 L300 560 L420 620 H1200 L1320 560 L1420 480 L1520 500 L1600 430 V900 H0Z")}
${fill(c.water, "M0 610 H1600 V900 H0Z")}
${stroke(c.glint, 5, "M980 640 H1180 M1020 664 H1240 M940 690 H1120 M1040 716 H1160 M560 660 H660 M620 700 H760")}
${fill(c.ranges[3], "M0 560 L80 540 L170 590 L300 640 L420 660 L300 690 H0Z M1600 560 L1500 590 L1400 640 L1310 660 L1420 690 H1600Z")}
${fill(c.bank, "M0 760 C200 720 420 742 620 770 C860 802 1120 730 1600 700 V900 H0Z")}
${tent(c)}
${trees(c.grass)}
${fill(c.grass, "M0 846 C300 800 640 870 900 850 C1200 828 1400 800 1600 830 V900 H0Z")}
</svg>`;
}

function tent(c: Colours): string {
  return `<g transform="translate(1010 560) scale(.42)">
${ellipse(`${c.inside}22`, 400, 632, 380, 44)}
${fill(c.tent[1], "M112 624 C180 430 280 288 400 276 C520 288 622 430 690 624Z")}
${fill(c.tent[0], "M112 624 C180 430 280 288 400 276 C330 370 280 500 262 624Z")}
${fill(c.tent[2], "M400 276 C520 288 622 430 690 624 L540 624 C522 490 470 370 400 276Z")}
${fill(c.inside, "M400 330 C352 410 318 520 306 624 L494 624 C482 520 448 410 400 330Z")}
${fill(c.tent[0], "M400 330 C352 410 318 520 306 624 L352 624 C346 520 366 420 400 330Z")}
</g>`;
}

function trees(colour: string): string {
  const places = [
    [66, 806, 0.88],
    [136, 822, 0.66],
    [192, 814, 0.76],
    [1500, 730, 1.4],
    [1420, 748, 1],
    [1566, 742, 1.7],
  ] as const;
  const one =
    "M0 0 L-8 0 L-8 -20 L-44 -20 L-20 -62 L-36 -62 L-14 -106 L-26 -106 L0 -164 L26 -106 L14 -106 L36 -62 L20 -62 L44 -20 L8 -20 L8 0Z";
  return places
    .map(([x, y, size]) => `<g transform="translate(${x} ${y}) scale(${size})">${fill(colour, one)}</g>`)
    .join("");
}

function stars(): string {
  // The golden ratio scatters points evenly without a pattern that the eye finds.
  return Array.from({ length: 70 }, (_, at) => {
    const across = (at * 0.6180339887) % 1;
    const down = (at * at * 0.2360679775) % 1;
    return ellipse("#e9e4d0", Math.round(across * 1600), Math.round(down * 320), at % 6 === 0 ? 2.2 : 1.2);
  }).join("");
}
