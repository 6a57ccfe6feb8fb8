import { LineChart } from "../../components/line-chart";
import { Panel } from "../../components/panel";
import { format } from "../../texts/index";
import { aTrend, ninetyDays } from "./samples";
import { Shelf } from "./shelf";

export function Charts() {
  return (
    <Shelf name="Charts">
      <Panel title="People in this segment">
        <LineChart title="People in this segment" times={ninetyDays} series={one} timeZone="Europe/Rome" />
      </Panel>
      <Panel title="Bars both ways">
        <LineChart
          title="Entered and left"
          times={ninetyDays}
          series={bars}
          timeZone="Europe/Rome"
          write={(value) => format.number(Math.abs(value))}
        />
      </Panel>
      <Panel title="Five lines">
        <LineChart title="Revenue by channel" times={ninetyDays} series={five} timeZone="Europe/Rome" />
      </Panel>
    </Shelf>
  );
}

const one = [{ label: "People", values: aTrend(90, 900, 4) }];
const bars = [
  { label: "Entered", values: aTrend(90, 20, 0, 0.6), bars: true },
  { label: "Left", values: aTrend(90, 12, 0, 0.5).map((value) => -value), bars: true },
];
const five = ["Direct", "Search", "Email", "Social", "Paid"].map((label, index) => ({
  label,
  values: aTrend(90, 300 + index * 190, index - 1, 0.1),
}));
