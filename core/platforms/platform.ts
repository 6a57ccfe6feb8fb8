/** What a shop system's webhook says, in our words. */
import type { Command } from "../profiles/commands";
import type { OrderTold } from "../profiles/order";
import type { Channel, Identity } from "../profiles/profile";

export type IdentityRead = Pick<Identity, "kind" | "value" | "written">;

export interface PlatformOrder {
  order: OrderTold & { source: "server"; updatedAt: number };
  at: number;
  identities: IdentityRead[];
  about?: Command[];
}

export interface PlatformPerson {
  identities: IdentityRead[];
  at: number;
  attributes: Record<string, unknown>;
  tags: string[];
  consents: { channel: Channel; given: boolean; at: number; text: string }[];
  /** The system has one customer for an email, and asks whether it is theirs. */
  isRecord?: boolean;
}

export interface PlatformProduct {
  id: string;
  updatedAt: number | undefined;
  name: string;
  brand: string | null;
  categories: string[];
  tags: string[];
  price: number | null;
  compareAt: number | null;
  stock: number | null;
  url: string | null;
  image: string | null;
  active: boolean;
}

/** What cannot be used: why, for the person who looks at the connection. */
export interface Unreadable {
  reason: string;
}
