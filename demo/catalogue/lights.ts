import type { Entry } from "./types";

export const lights: readonly Entry[] = [
  {
    id: "FF-8001",
    name: "Stråle 400 Headlamp",
    brand: "Lykt",
    categories: ["Lights", "Headlamps"],
    price: 4900,
    availability: "InStock",
    picture: "headlamp",
    colours: ["Cloudberry", "Graphite"],
    description:
      "Four hundred lumens that dim to a reading light. Charges by USB-C, runs on three AAA cells when there is no socket. Locks, so that it does not shine in the pack.",
  },
  {
    id: "FF-8002",
    name: "Stråle 900 Headlamp",
    brand: "Lykt",
    categories: ["Lights", "Headlamps"],
    price: 8900,
    compareAtPrice: 10900,
    availability: "InStock",
    picture: "headlamp",
    colours: ["Fjord", "Cranberry"],
    description:
      "For running and night skiing: 140 metres of path, the battery at the back of the head, and a red light for the hut.",
  },
  {
    id: "FF-8003",
    name: "Glød Lantern",
    brand: "Lykt",
    categories: ["Lights", "Lanterns"],
    price: 5900,
    availability: "InStock",
    picture: "lantern",
    colours: ["Spruce", "Rust"],
    description:
      "A warm 2,200 kelvin behind frosted glass, forty hours on low. Hangs from the ridge or stands on the table and charges a phone once.",
  },
  {
    id: "FF-8004",
    name: "Glød Mini Lantern",
    brand: "Lykt",
    categories: ["Lights", "Lanterns"],
    price: 3500,
    availability: "InStock",
    picture: "lantern",
    colours: ["Ochre", "Midnight"],
    description:
      "The Glød for a pocket. One button, three levels, a magnet in the base. Enough to cook by, not enough to wake the neighbours.",
  },
];
