/** All starter templates, in the order in which the panel offers them. */
import { announcementBar } from "./announcement-bar";
import { exitOffer } from "./exit-offer";
import { freeShippingBar } from "./free-shipping-bar";
import type { MessageTemplate } from "./template";
import { welcomeOffer } from "./welcome-offer";

export type { MessageTemplate } from "./template";

export const TEMPLATES: readonly MessageTemplate[] = [
  welcomeOffer,
  exitOffer,
  announcementBar,
  freeShippingBar,
];
