import type { Entry } from "./types";

const shoeSizes = ["37", "38", "39", "40", "41", "42", "43", "44", "45"] as const;

export const footwear: readonly Entry[] = [
  {
    id: "FF-6001",
    name: "Fjellheim Boots",
    brand: "Tindra",
    categories: ["Footwear", "Boots"],
    price: 23900,
    availability: "InStock",
    picture: "boot",
    colours: ["Rust", "Graphite"],
    sizes: shoeSizes,
    description:
      "Full-grain leather, one seam, a sole that can be replaced. Stiff enough for scree, kind enough for the way home. Give them three evenings on the sofa first.",
  },
  {
    id: "FF-6002",
    name: "Fjellheim Mid Boots",
    brand: "Tindra",
    categories: ["Footwear", "Boots"],
    price: 18900,
    compareAtPrice: 21900,
    availability: "InStock",
    picture: "boot",
    colours: ["Moss", "Sand"],
    sizes: shoeSizes,
    description:
      "Lighter leather, lower shaft, the same last. Waterproof lining and a rubber edge all round for bog and birch.",
  },
  {
    id: "FF-6003",
    name: "Ura Scrambling Boots",
    brand: "Varde",
    categories: ["Footwear", "Boots"],
    price: 25900,
    availability: "LimitedAvailability",
    picture: "boot",
    colours: ["Midnight", "Ochre"],
    sizes: shoeSizes,
    description:
      "Lacing to the toes, a climbing zone under the big one, and edges that take a semi-automatic crampon. For ridges on which you use your hands.",
  },
  {
    id: "FF-6004",
    name: "Myr Rubber Boots",
    brand: "Tindra",
    categories: ["Footwear", "Boots"],
    price: 12900,
    availability: "InStock",
    picture: "rubberBoot",
    colours: ["Spruce"],
    sizes: shoeSizes,
    description:
      "Natural rubber on a cotton lining, with a heel that holds in wet moss. The boots by the cabin door, in the end worn by everybody.",
  },
  {
    id: "FF-6005",
    name: "Løype Trail Shoes",
    brand: "Tindra",
    categories: ["Footwear", "Trail Shoes"],
    price: 13900,
    availability: "InStock",
    picture: "shoe",
    colours: ["Cloudberry", "Fjord"],
    sizes: shoeSizes,
    description:
      "Deep lugs in a soft compound for wet roots and fast descents. Drains at once, dries by evening. 270 g a shoe.",
  },
  {
    id: "FF-6006",
    name: "Løype Waterproof Trail Shoes",
    brand: "Tindra",
    categories: ["Footwear", "Trail Shoes"],
    price: 15900,
    availability: "InStock",
    picture: "shoe",
    colours: ["Heather", "Graphite"],
    sizes: shoeSizes,
    description:
      "The Løype with a membrane and a gusseted tongue, for the months in which every path is a stream.",
  },
];
