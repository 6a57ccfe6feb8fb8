// What visitors do now: one line each, newest first, without saying who.
import {
  Clock,
  Eye,
  type LucideIcon,
  MessageSquare,
  Pencil,
  Search,
  ShoppingCart,
  Store,
} from "../../components/icons";
import { Timeline, TimelineItem } from "../../components/timeline";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { Installation } from "./model";

type Seen = Installation["signals"][number];

export function SignalList({ signals }: { signals: readonly Seen[] }) {
  const { timeZone } = currentShop();
  return (
    <Timeline label={text.home.setUp.signals}>
      {signals.map((seen, place) => (
        <TimelineItem
          // Two signals may be of the same instant.
          key={`${seen.at}-${seen.kind}-${signals.length - place}`}
          icon={icons[seen.kind]}
          strong={seen.kind === "ordered"}
          title={text.home.signals[seen.kind]}
          at={seen.at}
          timeZone={timeZone}
        >
          {seen.product ?? seen.page}
        </TimelineItem>
      ))}
    </Timeline>
  );
}

const icons: Record<Seen["kind"], LucideIcon> = {
  visited: Store,
  viewed_page: Eye,
  viewed_product: Eye,
  viewed_category: Eye,
  searched: Search,
  added_to_cart: ShoppingCart,
  removed_from_cart: ShoppingCart,
  started_checkout: ShoppingCart,
  ordered: ShoppingCart,
  bought: ShoppingCart,
  used_coupon: ShoppingCart,
  returned: ShoppingCart,
  submitted_form: Pencil,
  saw_message: MessageSquare,
  clicked_message: MessageSquare,
  closed_message: MessageSquare,
  submitted_message: MessageSquare,
  event: Clock,
};
