import { EmptyState } from "../../components/empty-state";
import { House } from "../../components/icons";
import { PageHeader } from "../../components/page-header";
import { text } from "../../texts/index";

export default function HomePage() {
  return (
    <>
      <PageHeader title={text.pages.home} />
      <EmptyState icon={House} title={text.home.title}>
        {text.home.about}
      </EmptyState>
    </>
  );
}
