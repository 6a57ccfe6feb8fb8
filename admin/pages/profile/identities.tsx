// Emails, phones and customer ids: which is the primary one, which are proven; added and removed.
import { useMemo, useState } from "preact/hooks";
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { ErrorNote } from "../../components/error-note";
import { Plus, Trash2 } from "../../components/icons";
import { Menu, type MenuItem } from "../../components/menu";
import { RelativeTime } from "../../components/relative-time";
import { may } from "../../models/permissions";
import { currentShop } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import { AddIdentity } from "./add-identity";
import type { Person, PersonModel } from "./model";
import { Section } from "./section";
import { TakenNote } from "./taken-note";

export type Identity = Person["identities"][number];

export function Identities({ model, person }: { model: PersonModel; person: Person }) {
  const words = text.profiles.identity;
  const [adding, setAdding] = useState(false);
  const change = useMemo(() => model.changing(), [model]);
  const { identities } = person;
  const edits = may("marketer");
  return (
    <Section
      title={words.title}
      action={
        edits && (
          <Button
            size="small"
            kind="quiet"
            icon={Plus}
            label={text.person.identity.addTitle}
            onClick={() => setAdding(true)}
          >
            {text.person.identity.add}
          </Button>
        )
      }
    >
      {identities.length === 0 && <p class="text-muted">{words.none}</p>}
      <ul class="grid gap-3">
        {identities.map((identity) => (
          <li key={`${identity.kind} ${identity.value}`} class="flex items-start gap-1">
            <OneIdentity
              identity={identity}
              marked={
                identity.primary && identities.some((one) => one !== identity && one.kind === identity.kind)
              }
            />
            {edits && (
              <div class="-mt-1.5 -mr-2.5 shrink-0">
                <Menu
                  size="small"
                  label={text.person.identity.more(identity.value)}
                  groups={deedsOf(identity, person, change)}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {change.error.value && (
        <div class="mt-3">
          <ErrorNote problem={change.error.value} />
          <TakenNote model={model} problem={change.error.value} />
        </div>
      )}
      {identities.some(({ verified }) => !verified) && (
        <p class="mt-3 text-12 text-muted">{words.claimedMeans}</p>
      )}
      {identities.some(({ verified }) => verified) && (
        <p class="mt-3 text-12 text-muted">{words.verifiedMeans}</p>
      )}
      {edits && <AddIdentity model={model} open={adding} onClose={() => setAdding(false)} />}
    </Section>
  );
}

interface OneIdentityProps {
  identity: Identity;
  /** As the primary one of several. */
  marked: boolean;
}

function OneIdentity({ identity: { kind, value, verified, at }, marked }: OneIdentityProps) {
  const words = text.profiles.identity;
  return (
    <div class="min-w-0 grow">
      <div class="[overflow-wrap:anywhere]">{value}</div>
      <div class="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-muted">
        <Badge tone={verified ? "good" : "neutral"}>{verified ? words.verified : words.claimed}</Badge>
        {marked && <Badge tone="accent">{text.person.identity.primary}</Badge>}
        <span>
          {words.kinds[kind]}, {words.since} <RelativeTime at={at} timeZone={currentShop().timeZone} />
        </span>
      </div>
    </div>
  );
}

function deedsOf(
  { kind, value, verified, primary }: Identity,
  { identities }: Person,
  change: ReturnType<PersonModel["changing"]>,
): MenuItem[][] {
  const words = text.person.identity;
  const say = async (json: Parameters<typeof change.run>[0], said: string, undo?: () => void) => {
    const { ok } = await change.run(json);
    if (ok) notify(said, undo ? { undo } : {});
  };
  const isAlone = identities.every((other) => other.kind !== kind || other.value === value);
  const back = () =>
    void change.run({ identify: [{ kind, value, verified }], ...(primary && { primary: { kind, value } }) });
  return [
    [
      ...(primary || isAlone
        ? []
        : [
            {
              label: words.makePrimary,
              onSelect: () => void say({ primary: { kind, value } }, words.chosen(value)),
            },
          ]),
      ...(verified
        ? []
        : [
            {
              label: words.verify,
              onSelect: () =>
                void say({ identify: [{ kind, value, verified: true }] }, words.verified(value)),
            },
          ]),
    ],
    [
      {
        label: words.remove,
        icon: Trash2,
        danger: true,
        onSelect: () => void say({ forget: [{ kind, value }] }, words.removed(value), back),
      },
    ],
  ].filter((group) => group.length > 0);
}
