// The first thing that a shop owner ever sees: behind the one-time link, three steps beside a shop window.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { Button } from "../../components/button";
import { RadioGroup } from "../../components/choices";
import { ErrorNote } from "../../components/error-note";
import { useFocusOnError } from "../../components/first-error";
import { PageHeader } from "../../components/page-header";
import { Skeleton } from "../../components/skeleton";
import { consentOptions } from "../../models/consent-options";
import { Entrance, Glass } from "../../shell/entrance";
import { text } from "../../texts/index";
import { BadLink } from "./bad-link";
import { type SetUpModel, setUpModel } from "./model";
import { ShopWindow } from "./shop-window";
import { You } from "./you";
import { YourShop } from "./your-shop";

export default function SetUpPage() {
  const model = useMemo(setUpModel, []);
  useEffect(() => void model.check(), []);
  const stage = model.stage.value;
  return (
    <Entrance plain={stage === "open"}>
      {stage === "open" ? (
        <Open model={model} />
      ) : (
        <Glass>
          {stage === "checking" && (
            <>
              <PageHeader title={text.members.setUp.title} about={text.members.setUp.checking} />
              <Skeleton />
            </>
          )}
          {stage === "failed" && (
            <>
              <PageHeader title={text.members.setUp.title} />
              <ErrorNote problem={model.problem.value!} onRetry={model.check} />
            </>
          )}
          {(stage === "refused" || stage === "incomplete") && <BadLink stage={stage} />}
        </Glass>
      )}
    </Entrance>
  );
}

function Open({ model }: { model: SetUpModel }) {
  const words = text.members.setUp;
  const { name, email, shopName, address, consent } = model.fields.value;
  const lit = [
    Boolean(name.trim() && email.includes("@") && model.strength.value !== "short"),
    Boolean(shopName.trim() && model.origin.value),
    Boolean(shopName.trim() && model.origin.value && name.trim() && model.strength.value !== "short"),
  ];
  return (
    <div class="mx-auto grid w-full max-w-content gap-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,32rem)] lg:gap-16">
      <div class="lg:sticky lg:top-20 lg:self-start">
        <PageHeader title={words.title} about={words.about} />
        <div class="mx-auto max-w-xs lg:mt-10 lg:max-w-md">
          <ShopWindow
            sign={shopName.trim() || words.shopNamePlaceholder}
            address={model.origin.value?.replace(/^https:\/\//, "") ?? address}
            lit={lit}
          />
        </div>
      </div>
      <SetUpForm model={model} consent={consent} />
    </div>
  );
}

function SetUpForm({ model, consent }: { model: SetUpModel; consent: "required" | "not_required" }) {
  const words = text.members.setUp;
  const form = useRef<HTMLFormElement>(null);
  useFocusOnError(form, model.tries.value);
  const problem = model.problem.value;
  const missing = Object.keys(model.errors.value).length;
  return (
    <form
      ref={form}
      noValidate
      method="post"
      class="glass grid gap-8 p-6 sm:p-8"
      onSubmit={(event) => {
        event.preventDefault();
        void model.submit();
      }}
    >
      <Step number={1} title={words.you} about={words.youAbout}>
        <You model={model} />
      </Step>
      <Step number={2} title={words.shop}>
        <YourShop model={model} />
      </Step>
      <Step number={3} title={words.consent} about={words.consentAbout}>
        <RadioGroup
          label={text.members.consent.label}
          hideLabel
          value={consent}
          onValue={(consent) => model.set({ consent })}
          options={consentOptions()}
        />
      </Step>
      <div class="grid gap-3">
        {problem && (problem.status !== 422 || missing === 0) && <ErrorNote problem={problem} />}
        <Button type="submit" kind="primary" wide busy={model.busy.value}>
          {words.submit}
        </Button>
        {missing > 0 && <p class="text-center text-12 text-bad">{words.fix(missing)}</p>}
      </div>
    </form>
  );
}

interface StepProps {
  number: number;
  title: string;
  about?: string;
  children: ComponentChildren;
}

function Step({ number, title, about, children }: StepProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} class="grid gap-4">
      <div>
        <h2 id={id} class="flex items-center gap-2.5 text-16">
          <span
            aria-hidden="true"
            class="grid size-6 place-items-center rounded-full bg-accent-soft text-12 font-semibold text-accent tabular-nums"
          >
            {number}
          </span>
          {title}
        </h2>
        {about && <p class="mt-1 text-muted">{about}</p>}
      </div>
      {children}
    </section>
  );
}
