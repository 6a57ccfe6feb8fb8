// When a query runs by itself, and what a run may cost.
import type { Schedule } from "../../../../core/queries/schedule";
import { Field } from "../../../components/field";
import { NumberInput } from "../../../components/number-input";
import { Panel } from "../../../components/panel";
import { Select } from "../../../components/select";
import { text } from "../../../texts/index";
import type { QueryModel } from "./model";

type Every = Schedule["every"] | "hand";
const EVERY: readonly Every[] = ["hour", "day", "week", "hand"];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function When({ model, disabled }: { model: QueryModel; disabled: boolean }) {
  const { schedule, mostRead } = model.fields.value;
  const words = text.tableQueries;
  const hour = schedule && "hour" in schedule ? schedule.hour : 4;
  const choose = (every: Every) =>
    model.set({
      schedule:
        every === "hand"
          ? null
          : every === "hour"
            ? { every }
            : every === "day"
              ? { every, hour }
              : { every, day: 1, hour },
    });
  return (
    <Panel title={words.when}>
      <fieldset disabled={disabled} class="grid gap-5 sm:grid-cols-3">
        <Field label={words.schedule} error={model.errorOf("schedule")}>
          <Select
            value={schedule?.every ?? "hand"}
            onValue={choose}
            options={EVERY.map((value) => ({ value, label: words.schedules[value] }))}
          />
        </Field>
        {schedule?.every === "week" && (
          <Field label={words.day}>
            <Select
              value={String(schedule.day)}
              onValue={(day) => model.set({ schedule: { ...schedule, day: Number(day) } })}
              options={words.days.map((label, i) => ({ value: String(i + 1), label }))}
            />
          </Field>
        )}
        {schedule && "hour" in schedule && (
          <Field label={words.hour} hint={words.hourHint}>
            <Select
              value={String(schedule.hour)}
              onValue={(next) => model.set({ schedule: { ...schedule, hour: Number(next) } })}
              options={HOURS.map((n) => ({ value: String(n), label: `${String(n).padStart(2, "0")}:00` }))}
            />
          </Field>
        )}
        <div class="sm:col-span-3">
          <Field label={words.mostRead} hint={words.mostReadHint} error={model.errorOf("mostRead")}>
            <NumberInput
              value={mostRead}
              min={100}
              max={100_000_000}
              step={1_000_000}
              unit={words.mostReadUnit}
              disabled={disabled}
              onValue={(next) => model.set({ mostRead: next })}
            />
          </Field>
        </div>
      </fieldset>
    </Panel>
  );
}
