import { PageHeader } from "../../components/page-header";
import { Panel } from "../../components/panel";
import { ThemeControl } from "../../shell/theme-control";
import { text } from "../../texts/index";

export default function SettingsPage() {
  return (
    <>
      <PageHeader title={text.pages.settings} />
      <Panel title={text.settings.appearance} about={text.settings.appearanceHint}>
        <ThemeControl />
      </Panel>
    </>
  );
}
