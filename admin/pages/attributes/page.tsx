// What can be known of people and what is: attributes with their values, and the tables that all data stands in.
import { useMemo } from "preact/hooks";
import { Plus } from "../../components/icons";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { Tabs } from "../../components/tabs";
import { may } from "../../models/permissions";
import { asChoice, url } from "../../models/url";
import { text } from "../../texts/index";
import { AttributeList } from "./list";
import { TableList } from "./tables";

const tabs = ["attributes", "tables"] as const;

export default function AttributesPage() {
  const tab = useMemo(() => url("tab", asChoice(...tabs), "attributes", { history: "push" }), []);
  const words = text.attributes;
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={
          may("marketer") && (
            <Link to="/new-attribute" button="primary" icon={Plus}>
              {words.add}
            </Link>
          )
        }
      />
      <Tabs
        label={words.tabs.label}
        value={tab.value}
        onValue={(next) => {
          tab.value = next;
        }}
        tabs={tabs.map((id) => ({ id, label: words.tabs[id] }))}
      >
        {tab.value === "attributes" ? <AttributeList /> : <TableList />}
      </Tabs>
    </>
  );
}
