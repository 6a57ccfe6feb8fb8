// When and how often: the moment, the quiet defaults, the limits, the schedule.
import type { Frequency, MessageDesign, Trigger } from "../../../../../core/messages/message";
import { Checkbox, RadioGroup } from "../../../../components/choices";
import { Field } from "../../../../components/field";
import { TextInput } from "../../../../components/text-input";
import { currentTime } from "../../../../models/clock";
import { currentShop } from "../../../../models/session";
import { text } from "../../../../texts/index";
import { NumberField, Section } from "../fields";
import type { Editor } from "../model";
import { instantOf, wallTime } from "../zone-time";

export function WhenSection({ editor }: { editor: Editor }) {
  const change = (part: Partial<MessageDesign>, place?: string) =>
    editor.change({ ...editor.design.peek(), ...part }, place);
  return (
    <>
      <TriggerSection
        editor={editor}
        onTrigger={(trigger, place) => change({ trigger }, place)}
        onQuiet={(quiet) => change({ quiet: quiet ? undefined : false }, "quiet")}
      />
      <FrequencySection editor={editor} onFrequency={(frequency, place) => change({ frequency }, place)} />
      <ScheduleSection editor={editor} onSchedule={(schedule) => change({ schedule }, "schedule")} />
    </>
  );
}

const TRIGGERS = {
  load: { on: "load" },
  delay: { on: "delay", seconds: 15 },
  scroll: { on: "scroll", percent: 50 },
  exit: { on: "exit" },
} as const satisfies { [On in Trigger["on"]]: Extract<Trigger, { on: On }> };

interface TriggerProps {
  editor: Editor;
  onTrigger: (trigger: Trigger, place?: string) => void;
  onQuiet: (quiet: boolean) => void;
}

function TriggerSection({ editor, onTrigger, onQuiet }: TriggerProps) {
  const words = text.messages.when;
  const { trigger, kind, quiet } = editor.design.value;
  const hint = (on: Trigger["on"]) =>
    kind === "popup" || on === "scroll" || on === "exit" ? words.triggerHints[on] : undefined;
  return (
    <Section title={words.trigger}>
      <RadioGroup
        label={words.trigger}
        hideLabel
        value={trigger.on}
        onValue={(on) => onTrigger(TRIGGERS[on])}
        options={(Object.keys(TRIGGERS) as Trigger["on"][]).map((on) => ({
          value: on,
          label: words.triggers[on],
          hint: hint(on),
        }))}
      />
      {trigger.on === "delay" && (
        <NumberField
          label={words.seconds}
          unit={words.secondsUnit}
          min={0}
          max={3600}
          value={trigger.seconds}
          onValue={(seconds) => onTrigger({ on: "delay", seconds }, "seconds")}
          error={editor.errorAt("trigger.seconds")}
        />
      )}
      {trigger.on === "scroll" && (
        <NumberField
          label={words.percent}
          unit={words.percentUnit}
          min={1}
          max={100}
          step={5}
          value={trigger.percent}
          onValue={(percent) => onTrigger({ on: "scroll", percent }, "percent")}
          error={editor.errorAt("trigger.percent")}
        />
      )}
      {kind === "popup" && (
        <div class="rounded-box bg-sunken p-3">
          <h3 class="text-14">{words.quiet}</h3>
          <p class="max-w-prose text-muted">{words.quietAbout}</p>
          <Checkbox
            label={words.insist}
            hint={words.insistAbout}
            checked={quiet === false}
            onChecked={(insists) => onQuiet(!insists)}
          />
        </div>
      )}
    </Section>
  );
}

const LIMITS = [
  { part: "perVisit", unit: "times", start: 1, max: 100 },
  { part: "perPerson", unit: "times", start: 3, max: 10_000 },
  { part: "coolDownHours", unit: "hours", start: 72, max: 8760 },
] as const;
const STOPS = ["closed", "clicked", "submitted", "converted"] as const;

interface FrequencyProps {
  editor: Editor;
  onFrequency: (frequency: Frequency, place?: string) => void;
}

function FrequencySection({ editor, onFrequency }: FrequencyProps) {
  const words = text.messages.when;
  const { frequency } = editor.design.value;
  const names = { perVisit: words.perVisit, perPerson: words.perPerson, coolDownHours: words.coolDown };
  const endless =
    LIMITS.every(({ part }) => frequency[part] === undefined) && frequency.stopAfter.length === 0;
  return (
    <Section title={words.frequency}>
      <div class="grid gap-3">
        {LIMITS.map(({ part, unit, start, max }) => {
          const value = frequency[part];
          return (
            <div key={part} class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <Checkbox
                label={names[part]}
                checked={value !== undefined}
                onChecked={(limited) => onFrequency({ ...frequency, [part]: limited ? start : undefined })}
              />
              {value !== undefined && (
                <div class="w-32">
                  <NumberField
                    label={words.limitOf(names[part])}
                    hideLabel
                    unit={words[unit]}
                    min={part === "coolDownHours" ? 0 : 1}
                    max={max}
                    value={value}
                    onValue={(next) => onFrequency({ ...frequency, [part]: next }, part)}
                    error={editor.errorAt(`frequency.${part}`)}
                  />
                </div>
              )}
            </div>
          );
        })}
      </div>
      <fieldset>
        <legend class="mb-1 font-medium">{words.stop}</legend>
        {STOPS.map((event) => (
          <Checkbox
            key={event}
            label={words.stops[event]}
            checked={frequency.stopAfter.includes(event)}
            onChecked={(stops) =>
              onFrequency({
                ...frequency,
                stopAfter: STOPS.filter((one) => (one === event ? stops : frequency.stopAfter.includes(one))),
              })
            }
          />
        ))}
      </fieldset>
      {endless && (
        <p role="status" class="rounded-field bg-warn-soft p-2.5">
          {words.noLimit}
        </p>
      )}
    </Section>
  );
}

interface ScheduleProps {
  editor: Editor;
  onSchedule: (schedule: MessageDesign["schedule"]) => void;
}

function ScheduleSection({ editor, onSchedule }: ScheduleProps) {
  const words = text.messages.when;
  const { schedule } = editor.design.value;
  const { timeZone } = currentShop();
  const isOver = schedule.until !== undefined && schedule.until <= currentTime();
  return (
    <Section title={words.schedule} about={words.zone(timeZone)}>
      <div class="grid gap-4 sm:grid-cols-2">
        {(["from", "until"] as const).map((edge) => (
          <Field
            key={edge}
            label={words[edge]}
            hint={edge === "from" ? words.fromHint : words.untilHint}
            error={editor.errorAt(`schedule.${edge}`)}
          >
            <TextInput
              type="datetime-local"
              value={schedule[edge] === undefined ? "" : wallTime(schedule[edge], timeZone)}
              onValue={(wall) => {
                const { [edge]: _, ...other } = schedule;
                const instant = instantOf(wall, timeZone);
                onSchedule(instant === undefined ? other : { ...other, [edge]: instant });
              }}
            />
          </Field>
        ))}
      </div>
      {isOver && (
        <p role="status" class="rounded-field bg-warn-soft p-2.5">
          {words.over}
        </p>
      )}
    </Section>
  );
}
