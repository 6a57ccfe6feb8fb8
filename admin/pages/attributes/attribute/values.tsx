// What is known of an attribute.
import { useEffect, useMemo } from "preact/hooks";
import { ErrorNote } from "../../../components/error-note";
import { Panel } from "../../../components/panel";
import { Skeleton } from "../../../components/skeleton";
import { resource } from "../../../models/resource";
import { text } from "../../../texts/index";
import { type AttributePage, loadDistribution } from "../data";
import { knowNames, nameOfValue } from "./computed/products";
import { Spread } from "./spread";

export function Values({ attribute }: { attribute: AttributePage }) {
  const { key } = attribute;
  const spread = useMemo(
    () =>
      resource(
        () => true,
        async (_, signal) => {
          const found = await loadDistribution(key, signal);
          if (nameOfValue(attribute.computed))
            await knowNames((found.values ?? []).map(({ value }) => String(value)));
          return found;
        },
      ),
    [],
  );
  useEffect(() => spread.dispose, []);
  const { data, error } = spread;
  return (
    <Panel title={text.attributes.data.title}>
      {error.value ? (
        <ErrorNote problem={error.value} onRetry={() => void spread.refresh()} />
      ) : data.value ? (
        <Spread attribute={attribute} spread={data.value} nameOf={nameOfValue(attribute.computed)} />
      ) : (
        <Skeleton widths={[30, 80, 60, 40]} />
      )}
    </Panel>
  );
}
