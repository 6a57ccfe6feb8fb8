// The rule editor with everything that it can show, of the shop that is open; with live signals, as messages have it.
import { signal } from "@preact/signals";
import type { Rule } from "../../../core/rules/rule";
import { RuleEditor } from "../../rules/rule-editor";
import { Shelf } from "./shelf";

const rule = signal<Rule>({
  all: [
    {
      did: "bought",
      items: { categories: ["Tents"] },
      times: { atLeast: 2 },
      during: { inTheLast: [60, "days"] },
    },
    { attribute: "spent", is: "between", value: [10_000, 50_000] },
    { attribute: "birthday", is: "during", value: { inTheNext: [7, "days"] } },
    {
      not: {
        any: [
          { attribute: "device", is: "oneOf", value: ["phone", "tablet"] },
          { not: { attribute: "interests", is: "hasAny", value: ["Hiking", "Climbing"] } },
          { segment: "no-such-segment" },
          { attribute: "orders", is: "atLeast" },
        ],
      },
    },
    { live: "cart_total", is: "moreThan", value: 8_000 },
    { live: "seconds_on_page", is: "atLeast", value: 40 },
    { live: "cart_contains", is: "hasAny", value: ["FF-1001"] },
    { live: "page_type", is: "equals", value: "product" },
  ],
});

export function Rules() {
  return (
    <Shelf name="Rule editor">
      <div class="rounded-box border border-line bg-surface p-4 sm:p-6">
        <RuleEditor
          rule={rule.value}
          onRule={(next) => {
            rule.value = next;
          }}
          context={{ live: true }}
          problems={[{ path: "design.condition.all[5].value", message: "must be less than a day" }]}
          path="design.condition"
        />
      </div>
    </Shelf>
  );
}
