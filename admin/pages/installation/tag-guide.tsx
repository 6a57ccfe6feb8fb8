// The tag and where it goes: one line, the steps of four kinds of shop, and the addresses that it works on.
import { CopyField } from "../../components/copy-field";
import { Download } from "../../components/icons";
import { Link } from "../../components/link";
import { Tabs } from "../../components/tabs";
import { may } from "../../models/permissions";
import { asChoice, type UrlSignal, url } from "../../models/url";
import { text } from "../../texts/index";
import type { Installation } from "./model";

const platforms = ["any", "shopify", "woocommerce", "gtm"] as const;
type Platform = (typeof platforms)[number];

export interface TagGuideProps {
  installation: Installation;
  domains: readonly string[];
}

export function TagGuide({ installation, domains }: TagGuideProps) {
  const words = text.home.setUp;
  const platform = platformInAddress();
  const file = words.files[platform.value];
  const asks = !installation.tag.includes("consent=not-required");
  return (
    <div class="grid gap-6">
      <CopyField label={words.tag} code={installation.tag} />
      <div>
        <h3 class="sr-only">{words.where}</h3>
        <Tabs
          label={words.where}
          value={platform.value}
          onValue={(next) => {
            platform.value = next;
          }}
          tabs={platforms.map((id) => ({ id, label: words.platforms[id] }))}
        >
          <ol class="grid list-decimal gap-2 pl-5 marker:text-muted">
            {words.steps[platform.value].map((step) => (
              <li key={step} class="max-w-prose pl-1">
                {step}
              </li>
            ))}
          </ol>
          {file && (
            <a class="btn btn-plain mt-4" href={`/plugins/${file.name}`} download={file.name}>
              <Download size={16} aria-hidden="true" />
              {file.label}
            </a>
          )}
        </Tabs>
      </div>
      {asks ? (
        <div class="grid gap-3 border-t border-line pt-5">
          <p class="max-w-prose">{words.consentRequired}</p>
          <CopyField label={words.consentCode} code={CONSENT_CALL} />
        </div>
      ) : (
        <p class="max-w-prose border-t border-line pt-5">{words.consentNotRequired}</p>
      )}
      <Domains domains={domains} />
      <p class="max-w-prose text-12 text-muted">{words.csp(installation.publicUrl)}</p>
    </div>
  );
}

function Domains({ domains }: { domains: readonly string[] }) {
  const words = text.home.setUp;
  return (
    <section class="grid gap-2 border-t border-line pt-5">
      <h3 class="font-medium">{words.domainsTitle}</h3>
      <ul class="flex flex-wrap gap-2">
        {domains.map((origin) => (
          <li key={origin} class="rounded-small bg-sunken px-2 py-0.5 font-mono text-12 leading-5 break-all">
            {origin}
          </li>
        ))}
      </ul>
      <p class="max-w-prose text-12 text-muted">
        {words.domainsAbout(domains.length)} {words.www}
      </p>
      <p>
        {may("owner") ? (
          <Link to="/settings?tab=domains">{words.changeDomains}</Link>
        ) : (
          <span class="text-12 text-muted">{words.askOwner}</span>
        )}
      </p>
    </section>
  );
}

/** A banner often speaks before the tag has loaded: the tag makes up for what waits in `q`. */
const CONSENT_CALL = `const choice = { analytics: true, marketing: true };
if (window.vitrine?.consent) vitrine.consent(choice);
else (window.vitrine ||= { q: [] }).q.push(["consent", choice]);`;

const platformInAddress = (): UrlSignal<Platform> =>
  (inAddress ??= url("for", asChoice(...platforms), "any"));
let inAddress: UrlSignal<Platform> | undefined;
