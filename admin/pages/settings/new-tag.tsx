// After a change that the tag carries: the one in the shop's pages is the old one, so here is the new one.
import { useEffect, useMemo } from "preact/hooks";
import { CopyField } from "../../components/copy-field";
import { Panel } from "../../components/panel";
import { text } from "../../texts/index";
import { installationModel } from "../installation/model";

export function NewTag({ about }: { about: string }) {
  const model = useMemo(installationModel, []);
  useEffect(() => model.watch(), []);
  const words = text.settings.shop;
  return (
    <Panel title={words.newTag} about={about}>
      {model.state.value && <CopyField label={words.newTag} code={model.state.value.tag} />}
    </Panel>
  );
}
