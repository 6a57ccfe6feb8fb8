// When the link was used, is too old, or was not copied whole: what to do now.
import { CopyField } from "../../components/copy-field";
import { PageHeader } from "../../components/page-header";
import { text } from "../../texts/index";

export function BadLink({ stage }: { stage: "refused" | "incomplete" }) {
  const { noToken, badLink } = text.members.setUp;
  const { title, detail } = stage === "incomplete" ? noToken : badLink;
  return (
    <>
      <PageHeader title={title} about={detail} />
      <div class="grid gap-5">
        {stage === "refused" && <p>{badLink.used}</p>}
        {/* A full load: the panel opens its session only then. */}
        <a href="/admin/sign-in" class="btn btn-primary w-full">
          {badLink.signIn}
        </a>
        {stage === "refused" && (
          <div class="grid gap-3 border-t border-line pt-5">
            <p>{badLink.again}</p>
            <CopyField label={badLink.command} code="npm run deploy" />
          </div>
        )}
      </div>
    </>
  );
}
