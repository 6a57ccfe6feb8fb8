import type { Entry } from "./types";

export const kitchen: readonly Entry[] = [
  {
    id: "FF-7001",
    name: "Glo Gas Stove",
    brand: "Rimfrost",
    categories: ["Kitchen", "Stoves"],
    price: 5900,
    availability: "InStock",
    picture: "stove",
    colours: ["Graphite"],
    description:
      "Eighty-five grams, folds into a fist, boils half a litre in three minutes. The regulator keeps the flame when the gas runs cold.",
  },
  {
    id: "FF-7002",
    name: "Storm Cooking System",
    brand: "Rimfrost",
    categories: ["Kitchen", "Stoves"],
    price: 13900,
    compareAtPrice: 15900,
    availability: "InStock",
    picture: "windStove",
    colours: ["Rust", "Spruce"],
    description:
      "Burner, wind shield and one-litre pot that lock into one. Lights in a gale with gloves on, and the handle is a lid is a cup.",
  },
  {
    id: "FF-7003",
    name: "Gryte Pot Set",
    brand: "Rimfrost",
    categories: ["Kitchen", "Cookware"],
    price: 7900,
    availability: "InStock",
    picture: "potSet",
    colours: ["Stone"],
    description:
      "Two pots, one pan, one grip, nesting around your gas. Hard-anodised aluminium that forgives a burnt porridge.",
  },
  {
    id: "FF-7004",
    name: "Bål Kettle 1.5 l",
    brand: "Rimfrost",
    categories: ["Kitchen", "Cookware"],
    price: 4900,
    availability: "InStock",
    picture: "kettle",
    colours: ["Midnight", "Cranberry"],
    description:
      "Enamelled steel for the open fire, black from the second trip on. The bail locks upright; the spout pours without a drip.",
  },
  {
    id: "FF-7005",
    name: "Termos Flask 0.75 l",
    brand: "Rimfrost",
    categories: ["Kitchen", "Flasks"],
    price: 3500,
    availability: "InStock",
    picture: "flask",
    colours: ["Fjord", "Ochre", "Snow"],
    description:
      "Hot for eighteen hours, cold for thirty. Double-walled steel with a powder coat that grips, and a lid that is a proper cup.",
  },
  {
    id: "FF-7006",
    name: "Kopp Enamel Mug",
    brand: "Rimfrost",
    categories: ["Kitchen", "Flasks"],
    price: 1400,
    availability: "InStock",
    picture: "mug",
    colours: ["Spruce", "Cranberry", "Snow"],
    description:
      "The mug that hangs on the pack. Three decilitres, steel rim, goes on the embers when the talk takes long.",
  },
];
