// A distance from a point: "[25] km of [47.38] [8.54]", latitude and longitude as maps show them.
import type { Circle } from "../../../core/rules/places";
import { NumberInput } from "../../components/number-input";
import { text } from "../../texts/index";
import type { ValueProps } from "./value";

export function CircleWords({ label, value, onValue, invalid }: ValueProps) {
  const { lat, lon, km } = { lat: null, lon: null, km: null, ...(value as Partial<Circle> | undefined) };
  const input = (name: keyof Circle, given: number | null, most: number, unit?: string) => (
    <NumberInput
      inline
      aria-label={`${label}, ${text.rules.circle[name]}`}
      value={given}
      min={name === "km" ? 0 : -most}
      max={most}
      {...(unit && { unit })}
      invalid={invalid && given === null}
      onValue={(next) => onValue({ lat, lon, km, [name]: next })}
    />
  );
  return (
    <>
      {input("km", km, 20_040, "km")}
      <span>{text.rules.circle.of}</span>
      {input("lat", lat, 90, "°")}
      {input("lon", lon, 180, "°")}
    </>
  );
}
