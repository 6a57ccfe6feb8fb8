// The report's state: a period in the address, the numbers of it, and a measure for the chart.
import { computed } from "@preact/signals";
import { clockIn, printDay } from "../../../../core/time/zone";
import { resource } from "../../../models/resource";
import { currentShop } from "../../../models/session";
import { asChoice, url } from "../../../models/url";
import { loadMessage, loadReport } from "../api";
import { MEASURES } from "./daily";

export const PERIODS = ["7", "30", "90", "365"] as const;

export type ReportModel = ReturnType<typeof openReport>;

export function openReport(id: string, now: () => number = Date.now) {
  const period = url("days", asChoice(...PERIODS), "30", { history: "push" });
  const measure = url("measure", asChoice(...MEASURES), "exposedPeople");
  const { timeZone } = currentShop();
  const span = computed(() => {
    const { today } = clockIn(timeZone, now());
    return { from: printDay(today - Number(period.value) + 1), to: printDay(today) };
  });
  const message = resource(() => id, loadMessage);
  const report = resource(
    () => span.value,
    (days, signal) => loadReport(id, days, signal),
  );
  return {
    id,
    period,
    measure,
    message,
    report,
    dispose() {
      message.dispose();
      report.dispose();
    },
  };
}
