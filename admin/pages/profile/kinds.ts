// Kinds of timeline entries: their icons, and the groups that the timeline can be narrowed to.
import type { TimelineKind } from "../../../worker/profiles/timeline";
import {
  ClipboardCheck,
  CreditCard,
  Eye,
  EyeOff,
  FileText,
  HandCoins,
  LayoutGrid,
  LogIn,
  LogOut,
  type LucideIcon,
  MessageSquare,
  MessageSquareX,
  MousePointerClick,
  PackageCheck,
  Search,
  Send,
  ShoppingBag,
  ShoppingCart,
  Store,
  TicketPercent,
  Undo2,
  X,
  Zap,
} from "../../components/icons";

export const KIND_GROUPS = ["all", "browsing", "cart", "orders", "messages", "segments", "told"] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];

interface KindEntry {
  icon: LucideIcon;
  group: Exclude<KindGroup, "all">;
  /** Matters more than the rest: an order among page views. */
  strong?: true;
}

export const kinds: Record<TimelineKind, KindEntry> = {
  visited: { icon: Store, group: "browsing" },
  viewed_page: { icon: FileText, group: "browsing" },
  viewed_product: { icon: Eye, group: "browsing" },
  viewed_category: { icon: LayoutGrid, group: "browsing" },
  searched: { icon: Search, group: "browsing" },
  added_to_cart: { icon: ShoppingCart, group: "cart" },
  removed_from_cart: { icon: X, group: "cart" },
  started_checkout: { icon: CreditCard, group: "cart" },
  ordered: { icon: PackageCheck, group: "orders", strong: true },
  bought: { icon: ShoppingBag, group: "orders" },
  used_coupon: { icon: TicketPercent, group: "orders" },
  returned: { icon: Undo2, group: "orders" },
  submitted_form: { icon: ClipboardCheck, group: "told" },
  saw_message: { icon: MessageSquare, group: "messages" },
  clicked_message: { icon: MousePointerClick, group: "messages" },
  closed_message: { icon: MessageSquareX, group: "messages" },
  submitted_message: { icon: Send, group: "messages", strong: true },
  event: { icon: Zap, group: "told" },
  entered_segment: { icon: LogIn, group: "segments" },
  left_segment: { icon: LogOut, group: "segments" },
  held_back: { icon: EyeOff, group: "messages" },
  converted: { icon: HandCoins, group: "messages", strong: true },
};

/** undefined: all of them. */
export function kindsOf(group: KindGroup): TimelineKind[] | undefined {
  if (group === "all") return undefined;
  return (Object.keys(kinds) as TimelineKind[]).filter((kind) => kinds[kind].group === group);
}
