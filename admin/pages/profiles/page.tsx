import { EmptyState } from "../../components/empty-state";
import { UserRound } from "../../components/icons";
import { PageHeader } from "../../components/page-header";
import { text } from "../../texts/index";

export default function ProfilesPage() {
  return (
    <>
      <PageHeader title={text.pages.profiles} />
      <EmptyState icon={UserRound} title={text.profiles.title}>
        {text.profiles.about}
      </EmptyState>
    </>
  );
}
