// Every component in its states, for developers and for the screenshot tests. The only page with made-up data, and
// the only one whose words are not in texts/: it is never translated.
import { PageHeader } from "../../components/page-header";
import { text } from "../../texts/index";
import { Charts } from "./charts";
import { Controls } from "./controls";
import { Data } from "./data";
import { Feedback } from "./feedback";
import { Foundations } from "./foundations";
import { Pickers } from "./pickers";
import { Rules } from "./rules";

export default function KitchenSinkPage() {
  return (
    <>
      <PageHeader title={text.pages.kitchenSink} about="Each component in its states, with made-up data." />
      <div class="grid gap-12">
        <Foundations />
        <Controls />
        <Pickers />
        <Rules />
        <Data />
        <Charts />
        <Feedback />
      </div>
    </>
  );
}
