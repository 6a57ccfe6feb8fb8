// The set-up on Home: the tag on one side, the light on the other, and what comes after the first signal.
import { Button } from "../../components/button";
import { cx } from "../../components/class-names";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { Panel } from "../../components/panel";
import { may } from "../../models/permissions";
import { text } from "../../texts/index";
import { Light } from "../installation/light";
import type { InstallationModel } from "../installation/model";
import { TagGuide } from "../installation/tag-guide";

export interface SetUpGuideProps {
  model: InstallationModel;
  /** On to Home, once it works. */
  onDone: () => void;
}

export function SetUpGuide({ model, onDone }: SetUpGuideProps) {
  const words = text.home.setUp;
  const installation = model.state.value;
  if (!installation) return null;
  const live = installation.firstSignalAt !== null;
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <div class="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Panel title={words.pasteTitle}>
          <TagGuide installation={installation} domains={model.domains.value} />
        </Panel>
        <div class={cx("grid content-start gap-6", live && "max-lg:order-first")}>
          <Panel>
            <Light model={model} />
          </Panel>
          {live && (
            <Panel title={words.next} about={words.nextAbout}>
              <div class="flex flex-wrap gap-2">
                {may("marketer") && (
                  <Link to="/messages/new" button="primary">
                    {words.nextAction}
                  </Link>
                )}
                <Button kind="quiet" onClick={onDone}>
                  {words.skip}
                </Button>
              </div>
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}
