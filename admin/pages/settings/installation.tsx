// The tag once more, with the light.
import { useEffect, useMemo } from "preact/hooks";
import { ErrorNote } from "../../components/error-note";
import { Panel } from "../../components/panel";
import { Skeleton } from "../../components/skeleton";
import { text } from "../../texts/index";
import { Light } from "../installation/light";
import { installationModel } from "../installation/model";
import { TagGuide } from "../installation/tag-guide";

export function InstallationTab() {
  const model = useMemo(installationModel, []);
  useEffect(() => model.watch(), []);
  const installation = model.state.value;
  if (!installation) {
    const problem = model.problem.value;
    return problem ? <ErrorNote problem={problem} /> : <Skeleton widths={[40, 90, 70]} />;
  }
  return (
    <div class="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Panel title={text.home.setUp.pasteTitle}>
        <TagGuide installation={installation} domains={model.domains.value} />
      </Panel>
      <div>
        <Panel>
          <Light model={model} />
        </Panel>
      </div>
    </div>
  );
}
