/** The activities in English. */
import type { ActivityKind } from "../activities";

interface Activity {
  verb: [past: string, base: string];
  /** On nothing in particular: "viewed a product". */
  object?: string;
  /** Before names of categories, where they are not what was done: "bought anything in Tents". */
  anything?: string;
  /** Before a whole name, and before "contains …". */
  one?: string;
  some?: string;
  /** After the object: "added Tent A to cart". */
  tail?: string;
  /** Of money that goes out: "spent … on". */
  spent?: [past: string, base: string];
  /** What money is summed of. */
  products?: string;
}

const message = { object: "a message", one: "the message" };
const spent: [string, string] = ["spent", "spend"];

export const activitiesInEnglish: Record<ActivityKind, Activity> = {
  visited: { verb: ["visited", "visit"], object: "the shop" },
  viewed_page: {
    verb: ["viewed", "view"],
    object: "a page",
    one: "the page",
    some: "a page whose address",
  },
  viewed_product: { verb: ["viewed", "view"], object: "a product", anything: "a product in" },
  viewed_category: { verb: ["viewed", "view"], object: "a category", anything: "the category" },
  searched: { verb: ["searched", "search"], one: "for", some: "for something that" },
  added_to_cart: { verb: ["added", "add"], tail: "to cart", anything: "anything in" },
  removed_from_cart: { verb: ["removed", "remove"], tail: "from cart", anything: "anything in" },
  started_checkout: { verb: ["started", "start"], object: "checkout" },
  ordered: { verb: ["ordered", "order"], spent, products: "orders" },
  bought: { verb: ["bought", "buy"], anything: "anything in", spent },
  used_coupon: {
    verb: ["used", "use"],
    object: "a coupon",
    one: "the coupon",
    some: "a coupon whose code",
  },
  returned: { verb: ["returned", "return"], anything: "anything in" },
  submitted_form: {
    verb: ["submitted", "submit"],
    object: "a form",
    one: "the form",
    some: "a form whose name",
  },
  saw_message: { verb: ["saw", "see"], ...message },
  clicked_message: { verb: ["clicked", "click"], ...message },
  closed_message: { verb: ["closed", "close"], ...message },
  submitted_message: { verb: ["sent", "send"], object: "a message's form", one: "the form of the message" },
  event: {
    verb: ["did", "do"],
    object: "a custom event",
    one: "the custom event",
    some: "a custom event whose name",
  },
};
