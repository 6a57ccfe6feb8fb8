import type { Entry } from "./types";

export const camping: readonly Entry[] = [
  {
    id: "FF-1001",
    name: "Lofoten 2 Tent",
    brand: "Skarv",
    categories: ["Camping", "Tents"],
    price: 34900,
    compareAtPrice: 41900,
    availability: "InStock",
    picture: "domeTent",
    colours: ["Spruce", "Ochre"],
    description:
      "A free-standing dome for two that pitches in four minutes, inner and fly together. Three crossing poles carry gusts from any side, and two porches keep boots and breakfast dry. 2.3 kg in the bag.",
  },
  {
    id: "FF-1002",
    name: "Lofoten 3 Tent",
    brand: "Skarv",
    categories: ["Camping", "Tents"],
    price: 42900,
    availability: "InStock",
    picture: "domeTent",
    colours: ["Rust", "Fjord"],
    description:
      "The Lofoten with room for a third sleeper, or for two and a wet dog. The same three-pole dome and twin porches, 15 cm more headroom. 2.9 kg.",
  },
  {
    id: "FF-1003",
    name: "Vidda Tunnel 2 Tent",
    brand: "Skarv",
    categories: ["Camping", "Tents"],
    price: 58900,
    availability: "InStock",
    picture: "tunnelTent",
    colours: ["Ochre", "Moss"],
    description:
      "Made for the high plain in November: a tunnel with 10 mm poles, snow flaps and a porch that swallows two sledges. Every guy point is sewn to the pole sleeve. 3.1 kg.",
  },
  {
    id: "FF-1004",
    name: "Vidda Tunnel 4 Tent",
    brand: "Skarv",
    categories: ["Camping", "Tents"],
    price: 74900,
    availability: "LimitedAvailability",
    picture: "tunnelTent",
    colours: ["Fjord"],
    description:
      "A family tunnel that holds when the weather turns on the third day. Two bedrooms, one living room between them, and doors on both sides. 5.4 kg, split over two packs.",
  },
  {
    id: "FF-1005",
    name: "Gamme Tipi 5",
    brand: "Skarv",
    categories: ["Camping", "Tents"],
    price: 64900,
    availability: "InStock",
    picture: "tipiTent",
    colours: ["Sand", "Spruce"],
    description:
      "One pole, one door, five sleepers and a stove jack. The cotton blend breathes, sheds sparks and sounds soft in the rain. Nine minutes from bag to tea.",
  },
  {
    id: "FF-1006",
    name: "Naust Tarp 3 × 3",
    brand: "Skarv",
    categories: ["Camping", "Tarps"],
    price: 9900,
    availability: "InStock",
    picture: "tarp",
    colours: ["Moss", "Rust"],
    description:
      "Nine square metres of dry ground with nineteen loops to tie it by. Silicone-coated ripstop, taped along the ridge. Weighs as much as a book.",
  },
  {
    id: "FF-1007",
    name: "Svev Hammock",
    brand: "Skarv",
    categories: ["Camping", "Tarps"],
    price: 7900,
    compareAtPrice: 9500,
    availability: "InStock",
    picture: "hammock",
    colours: ["Cranberry", "Fjord"],
    description:
      "Wide enough to lie straight across, with tree-friendly straps in the pocket. Up in one minute, dry in ten. Carries 150 kg.",
  },
  {
    id: "FF-1008",
    name: "Kveld Camp Chair",
    brand: "Rimfrost",
    categories: ["Camping", "Furniture"],
    price: 8900,
    availability: "InStock",
    picture: "chair",
    colours: ["Cloudberry", "Graphite"],
    description:
      "Sits low by the fire and packs to the size of a bottle. The shock-corded frame finds its own shape; the mesh back stays cool in July. 980 g.",
  },
  {
    id: "FF-1009",
    name: "Benk Roll Table",
    brand: "Rimfrost",
    categories: ["Camping", "Furniture"],
    price: 11900,
    availability: "OutOfStock",
    picture: "table",
    colours: ["Sand"],
    description:
      "A beech top that rolls around its own legs. Steady on grass and stones, big enough for four plates and the map.",
  },
];
