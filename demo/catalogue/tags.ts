/** What the shop's people tag their products with. */
import type { Entry } from "./types";

const tagged: Record<string, readonly Entry["id"][]> = {
  winter: ["FF-1003", "FF-1005", "FF-2002", "FF-2007", "FF-4003", "FF-4004", "FF-5002", "FF-5008", "FF-7005"],
  ultralight: ["FF-1006", "FF-2005", "FF-2006", "FF-3005", "FF-4002", "FF-5003", "FF-7001", "FF-8001"],
  merino: ["FF-4006", "FF-4007", "FF-4008", "FF-5001", "FF-5004", "FF-5005"],
  children: ["FF-2004", "FF-3004"],
  bestseller: ["FF-1001", "FF-2001", "FF-3001", "FF-4001", "FF-5001", "FF-6001", "FF-7002", "FF-8001"],
};

export const tagsOf = (id: Entry["id"]): string[] =>
  Object.keys(tagged).filter((tag) => tagged[tag]?.includes(id));
