// What they agreed to: for each channel what is in force, and every proof of it.
import { useState } from "preact/hooks";
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { RelativeTime } from "../../components/relative-time";
import { formatInstant } from "../../models/fact";
import { may } from "../../models/permissions";
import { currentShop } from "../../models/session";
import { format, text } from "../../texts/index";
import type { Person, PersonModel } from "./model";
import { Section } from "./section";
import { WriteConsent } from "./write-consent";

type Channel = Person["channels"][number];
type Proof = Person["consents"][number];

export function Consents({ model, person }: { model: PersonModel; person: Person }) {
  const words = text.profiles.consent;
  const [writing, setWriting] = useState(false);
  const { consent, consents, channels } = person;
  const edits = may("marketer");
  const storage = [
    { label: words.analytics, yes: consent.analytics },
    { label: words.marketing, yes: consent.marketing },
  ];
  return (
    <Section
      title={words.title}
      action={
        edits && (
          <Button
            size="small"
            kind="quiet"
            label={text.person.consent.changeOf}
            onClick={() => setWriting(true)}
          >
            {text.person.consent.change}
          </Button>
        )
      }
    >
      <ul class="grid gap-3">
        {channels.map((channel) => (
          <OneChannel
            key={channel.channel}
            channel={channel}
            proofs={consents.filter((proof) => proof.channel === channel.channel)}
          />
        ))}
        {storage.map(({ label, yes }) => (
          <li key={label} class="flex items-center justify-between gap-3">
            {label}
            <Badge tone={yes ? "good" : "neutral"}>{yes ? words.allowed : words.refused}</Badge>
          </li>
        ))}
      </ul>
      <p class="mt-2 text-12 text-muted">
        {words.asOf} {formatInstant(consent.at, currentShop().timeZone)}
      </p>
      {edits && <WriteConsent model={model} open={writing} onClose={() => setWriting(false)} />}
    </Section>
  );
}

function OneChannel({ channel: { channel, given, at }, proofs }: { channel: Channel; proofs: Proof[] }) {
  const words = text.person.consent;
  const { timeZone } = currentShop();
  const newest = [...proofs].sort((a, b) => b.at - a.at);
  return (
    <li>
      <div class="flex items-center justify-between gap-3">
        {words.channels[channel]}
        <Badge tone={given ? "good" : given === false ? "warn" : "neutral"}>
          {given ? words.agreed : given === false ? words.tookBack : words.never}
        </Badge>
      </div>
      {at !== null && (
        <div class="text-12 text-muted">
          {words.since} <RelativeTime at={at} timeZone={timeZone} />
          {newest.length === 0 && `. ${words.fromOutside}`}
        </div>
      )}
      {newest.length > 0 && (
        <details class="mt-1">
          <summary class="w-fit cursor-pointer text-12 text-accent">{words.history(newest.length)}</summary>
          <ul class="mt-2 grid gap-3">
            {newest.map((proof) => (
              <OneProof key={`${proof.at} ${proof.text}`} proof={proof} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function OneProof({ proof: { at, given, text: said, version, page } }: { proof: Proof }) {
  const { version: ofVersion, on, pageUnknown } = text.profiles.consent;
  const words = text.person.consent;
  const when = formatInstant(at, currentShop().timeZone);
  const byHand = version === "by hand";
  const where = byHand ? [words.byHand] : [ofVersion(version), page ? on(page) : pageUnknown];
  return (
    <li class="border-l-2 border-line pl-3">
      <div class="text-12 font-medium">{given === false ? words.tookBack : words.agreed}</div>
      <q class="text-pretty [overflow-wrap:anywhere]">{said}</q>
      <div class="text-12 text-muted [overflow-wrap:anywhere]">{format.list([...where, when], "unit")}</div>
    </li>
  );
}
