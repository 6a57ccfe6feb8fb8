import type { Entry } from "./types";

const sockSizes = ["36–38", "39–41", "42–44", "45–47"] as const;
const handSizes = ["S", "M", "L"] as const;

export const accessories: readonly Entry[] = [
  {
    id: "FF-5001",
    name: "Vandre Hiking Socks",
    brand: "Myrull",
    categories: ["Accessories", "Socks"],
    price: 2200,
    availability: "InStock",
    picture: "socks",
    colours: ["Rust", "Spruce", "Stone"],
    sizes: sockSizes,
    description:
      "Sixty per cent merino, cushioned under heel and ball. The toe seam is linked by hand, so that you never feel it. Guaranteed for three years.",
  },
  {
    id: "FF-5002",
    name: "Tykk Winter Socks",
    brand: "Myrull",
    categories: ["Accessories", "Socks"],
    price: 2600,
    availability: "InStock",
    picture: "socks",
    colours: ["Midnight", "Cranberry"],
    sizes: sockSizes,
    description:
      "Full terry wool for rubber boots, ski boots and cold floors. Dries overnight on a tent line.",
  },
  {
    id: "FF-5003",
    name: "Lett Trail Socks",
    brand: "Tindra",
    categories: ["Accessories", "Socks"],
    price: 1600,
    availability: "InStock",
    picture: "socks",
    colours: ["Ochre", "Heather"],
    sizes: sockSizes,
    description:
      "Thin, quick and tight around the arch. A little wool against the smell, a little nylon against the stones.",
  },
  {
    id: "FF-5004",
    name: "Liner Socks, 2 Pairs",
    brand: "Tindra",
    categories: ["Accessories", "Socks"],
    price: 1900,
    compareAtPrice: 2400,
    availability: "InStock",
    picture: "socks",
    colours: ["Lichen", "Graphite"],
    sizes: sockSizes,
    description:
      "The thin layer that lets the thick one do its work. Worn under hiking socks they end blisters before they begin.",
  },
  {
    id: "FF-5005",
    name: "Strikk Beanie",
    brand: "Myrull",
    categories: ["Accessories", "Hats"],
    price: 2900,
    availability: "InStock",
    picture: "beanie",
    colours: ["Cloudberry", "Fjord", "Moss"],
    description: "Rib-knitted merino with a turned-up brim. Fits under a helmet and over a bad hair day.",
  },
  {
    id: "FF-5006",
    name: "Vind Cap",
    brand: "Havgard",
    categories: ["Accessories", "Hats"],
    price: 3400,
    availability: "InStock",
    picture: "cap",
    colours: ["Graphite", "Sand"],
    description:
      "A five-panel cap of wind-tight cotton with a brim that folds into the pocket. The band dries faster than you sweat.",
  },
  {
    id: "FF-5007",
    name: "Grep Gloves",
    brand: "Tindra",
    categories: ["Accessories", "Gloves"],
    price: 4500,
    availability: "InStock",
    picture: "gloves",
    colours: ["Graphite", "Rust"],
    sizes: handSizes,
    description:
      "Goat leather palms, soft-shell backs and fingertips that work the phone. Thin enough to tie a figure of eight.",
  },
  {
    id: "FF-5008",
    name: "Vott Wool Mittens",
    brand: "Tindra",
    categories: ["Accessories", "Gloves"],
    price: 3900,
    availability: "InStock",
    picture: "mittens",
    colours: ["Cranberry", "Snow"],
    sizes: handSizes,
    description:
      "Boiled wool as fishermen wore it: wind cannot find its way in, and snow falls off. Goes over a liner or on its own.",
  },
];
