// What stands beside the timeline: identities, segments, the cart, consent.
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { Link } from "../../components/link";
import { Money } from "../../components/money";
import { RelativeTime } from "../../components/relative-time";
import { formatInstant } from "../../models/fact";
import { currentShop } from "../../models/session";
import { format, text } from "../../texts/index";
import { factOf, numberOf } from "./facts";
import type { Person } from "./model";
import { Section } from "./section";

export function Identities({ person }: { person: Person }) {
  const words = text.profiles.identity;
  const { identities } = person;
  return (
    <Section title={words.title}>
      {identities.length === 0 && <p class="text-muted">{words.none}</p>}
      <ul class="grid gap-3">
        {identities.map(({ kind, value, verified, at }) => (
          <li key={`${kind} ${value}`}>
            <div class="flex items-start justify-between gap-3">
              <span class="min-w-0 [overflow-wrap:anywhere]">{value}</span>
              <Badge tone={verified ? "good" : "neutral"}>{verified ? words.verified : words.claimed}</Badge>
            </div>
            <div class="text-12 text-muted">
              {words.kinds[kind]}, {words.since} <RelativeTime at={at} timeZone={currentShop().timeZone} />
            </div>
          </li>
        ))}
      </ul>
      {identities.some(({ verified }) => !verified) && (
        <p class="mt-3 text-12 text-muted">{words.claimedMeans}</p>
      )}
      {identities.some(({ verified }) => verified) && (
        <p class="mt-3 text-12 text-muted">{words.verifiedMeans}</p>
      )}
    </Section>
  );
}

/** @param onWhy with an empty id: choose one from the list */
export function Segments({ person, onWhy }: { person: Person; onWhy: (id: string) => void }) {
  const words = text.profiles.segments;
  return (
    <Section title={words.title}>
      {person.segments.length === 0 && <p class="text-muted">{words.none}</p>}
      <ul class="grid gap-3">
        {person.segments.map(({ id, name, since }) => (
          <li key={id} class="flex items-start justify-between gap-3">
            <div class="min-w-0">
              <Link to={`/segments/${encodeURIComponent(id)}`} quiet>
                {name}
              </Link>
              <div class="text-12 text-muted">
                {words.since} <RelativeTime at={since} timeZone={currentShop().timeZone} />
              </div>
            </div>
            <Button size="small" kind="quiet" label={words.whyOf(name)} onClick={() => onWhy(id)}>
              {words.why}
            </Button>
          </li>
        ))}
      </ul>
      <div class="mt-3">
        <Button size="small" onClick={() => onWhy("")}>
          {words.other}
        </Button>
      </div>
    </Section>
  );
}

export function Cart({ person }: { person: Person }) {
  const words = text.profiles.cart;
  const { currency, timeZone } = currentShop();
  const { cart } = person;
  const changed = numberOf(person, "cart_updated_at");
  const checkout = numberOf(person, "checkout_started_at");
  const total = numberOf(person, "cart_total");
  return (
    <Section title={words.title}>
      {cart.length === 0 ? (
        <p class="text-muted">{words.empty}</p>
      ) : (
        <ul class="grid gap-2">
          {cart.map(({ product, name, quantity, price }) => (
            <li key={product} class="flex items-baseline justify-between gap-3">
              <span class="min-w-0">{text.profiles.orders.line(quantity, name ?? product)}</span>
              {price !== null && <Money amount={Math.round(price * quantity)} currency={currency} />}
            </li>
          ))}
          {total !== undefined && (
            <li class="flex justify-between gap-3 border-t border-line pt-2 font-medium">
              <span>{words.total}</span>
              <Money amount={total} currency={currency} />
            </li>
          )}
        </ul>
      )}
      {cart.length > 0 && changed !== undefined && (
        <p class="mt-2 text-12 text-muted">
          {words.changed} <RelativeTime at={changed} timeZone={timeZone} />
          {checkout !== undefined && (
            <>
              {" · "}
              {words.checkout} <RelativeTime at={checkout} timeZone={timeZone} />
            </>
          )}
        </p>
      )}
    </Section>
  );
}

export function Consent({ person }: { person: Person }) {
  const words = text.profiles.consent;
  const { timeZone } = currentShop();
  const { consent, consents } = person;
  const email = factOf(person, "email_consent") === true;
  const states = [
    {
      label: words.analytics,
      yes: consent.analytics,
      word: consent.analytics ? words.allowed : words.refused,
    },
    {
      label: words.marketing,
      yes: consent.marketing,
      word: consent.marketing ? words.allowed : words.refused,
    },
    { label: words.email, yes: email, word: email ? words.agreed : words.notAgreed },
  ];
  return (
    <Section title={words.title}>
      <ul class="grid gap-2">
        {states.map(({ label, yes, word }) => (
          <li key={label} class="flex items-center justify-between gap-3">
            {label}
            <Badge tone={yes ? "good" : "neutral"}>{word}</Badge>
          </li>
        ))}
      </ul>
      <p class="mt-2 text-12 text-muted">
        {words.asOf} {formatInstant(consent.at, timeZone)}
      </p>
      {consents.length > 0 && (
        <>
          <h3 class="mt-4 text-12 font-medium text-muted">
            {consents.length === 1 ? words.proof : words.proofs}
          </h3>
          <ul class="mt-1 grid gap-3">
            {[...consents]
              .sort((a, b) => b.at - a.at)
              .map(({ at, text: agreed, version, page }) => (
                <li key={at} class="border-l-2 border-line pl-3">
                  <q class="text-pretty">{agreed}</q>
                  <div class="text-12 text-muted [overflow-wrap:anywhere]">
                    {format.list(
                      [
                        words.version(version),
                        page ? words.on(page) : words.pageUnknown,
                        formatInstant(at, timeZone),
                      ],
                      "unit",
                    )}
                  </div>
                </li>
              ))}
          </ul>
        </>
      )}
    </Section>
  );
}
