import { EmptyState } from "../../components/empty-state";
import { UsersRound } from "../../components/icons";
import { PageHeader } from "../../components/page-header";
import { text } from "../../texts/index";

export default function SegmentsPage() {
  return (
    <>
      <PageHeader title={text.pages.segments} />
      <EmptyState icon={UsersRound} title={text.segments.title}>
        {text.segments.about}
      </EmptyState>
    </>
  );
}
