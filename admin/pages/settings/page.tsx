// Settings: one tab a subject, the chosen one in the address.
import { useMemo } from "preact/hooks";
import { PageHeader } from "../../components/page-header";
import { Panel } from "../../components/panel";
import { Tabs } from "../../components/tabs";
import { asChoice, url } from "../../models/url";
import { ThemeControl } from "../../shell/theme-control";
import { text } from "../../texts/index";
import { Connections } from "./connections";
import { Domains } from "./domains";
import { InstallationTab } from "./installation";
import { Keys } from "./keys";
import { PrivacyTab } from "./privacy/tab";
import { ShopForm } from "./shop-form";
import { Signing } from "./signing";
import { Tokens } from "./tokens";

const tabs = [
  "shop",
  "domains",
  "keys",
  "connections",
  "tokens",
  "signing",
  "privacy",
  "installation",
  "appearance",
] as const;

export default function SettingsPage() {
  const tab = useMemo(() => url("tab", asChoice(...tabs), "shop", { history: "push" }), []);
  const words = text.settings;
  return (
    <>
      <PageHeader title={text.pages.settings} />
      <Tabs
        label={words.tabsLabel}
        value={tab.value}
        onValue={(next) => {
          tab.value = next;
        }}
        tabs={tabs.map((id) => ({ id, label: words.tabs[id] }))}
      >
        {tab.value === "shop" && <ShopForm />}
        {tab.value === "domains" && <Domains />}
        {tab.value === "keys" && <Keys />}
        {tab.value === "connections" && <Connections />}
        {tab.value === "tokens" && <Tokens />}
        {tab.value === "signing" && <Signing />}
        {tab.value === "privacy" && <PrivacyTab />}
        {tab.value === "installation" && <InstallationTab />}
        {tab.value === "appearance" && (
          <Panel title={words.appearance} about={words.appearanceHint}>
            <ThemeControl />
          </Panel>
        )}
      </Tabs>
    </>
  );
}
