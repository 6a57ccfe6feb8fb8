/** Draws the shop's pictures: one illustration for each kind of thing, tinted by the colour it is sold in. */
import { colours, type PictureName } from "../../catalogue";
import type { ColourName } from "../../catalogue/colours";
import { beanie, cap, gloves, mittens, socks } from "./accessories";
import { chair, domeTent, hammock, table, tarp, tipiTent, tunnelTent } from "./camping";
import { crewTop, downJacket, fleece, shellJacket, trousers, zipTop } from "./clothing";
import { boot, rubberBoot, shoe } from "./footwear";
import { flask, kettle, mug, potSet, stove, windStove } from "./kitchen";
import { headlamp, lantern } from "./lights";
import { backpack, daypack, rollTop } from "./packs";
import { type Palette, paletteOf, type Scheme } from "./palette";
import { airMat, foamMat, mummyBag, quilt } from "./sleeping";

export { heroSvg } from "./hero";
export type { Scheme } from "./palette";

const drawings = {
  domeTent,
  tunnelTent,
  tipiTent,
  tarp,
  hammock,
  chair,
  table,
  mummyBag,
  quilt,
  airMat,
  foamMat,
  backpack,
  daypack,
  rollTop,
  shellJacket,
  downJacket,
  fleece,
  crewTop,
  zipTop,
  trousers,
  socks,
  beanie,
  cap,
  gloves,
  mittens,
  boot,
  rubberBoot,
  shoe,
  stove,
  windStove,
  potSet,
  kettle,
  flask,
  mug,
  headlamp,
  lantern,
} satisfies Record<PictureName, (palette: Palette) => string>;

export function productSvg(picture: PictureName, colour: ColourName, scheme: Scheme): string {
  const drawing = drawings[picture](paletteOf(colours[colour], scheme));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="800" height="800">${drawing}</svg>`;
}
