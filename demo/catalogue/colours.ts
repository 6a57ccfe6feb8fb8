/** The colours in which things are sold, as sRGB hex. */
export const colours = {
  Spruce: "#2f5d50",
  Moss: "#6f7c4c",
  Lichen: "#a3ad86",
  Fjord: "#3a6785",
  Midnight: "#2b3a50",
  Rust: "#b4582f",
  Ochre: "#c8962f",
  Cloudberry: "#df8f42",
  Cranberry: "#963c42",
  Heather: "#7c6b8a",
  Sand: "#c9b48f",
  Stone: "#948f85",
  Graphite: "#454b50",
  Snow: "#dcdad2",
} as const satisfies Record<string, `#${string}`>;

export type ColourName = keyof typeof colours;
