import { EmptyState } from "../../components/empty-state";
import { MessageSquare } from "../../components/icons";
import { PageHeader } from "../../components/page-header";
import { text } from "../../texts/index";

export default function MessagesPage() {
  return (
    <>
      <PageHeader title={text.pages.messages} />
      <EmptyState icon={MessageSquare} title={text.messages.title}>
        {text.messages.about}
      </EmptyState>
    </>
  );
}
