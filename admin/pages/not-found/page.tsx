import { EmptyState } from "../../components/empty-state";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { text } from "../../texts/index";

export function NotFound() {
  return (
    <>
      <PageHeader title={text.pages.notFound} />
      <EmptyState
        title={text.notFound.title}
        action={
          <Link to="/" button="primary">
            {text.notFound.action}
          </Link>
        }
      >
        {text.notFound.about}
      </EmptyState>
    </>
  );
}
