// The set-up: whether the link is good, what was typed, and what is missing. The token stays in the address until it
// is used, so that a reload goes on; the password is kept nowhere.
import { computed, signal } from "@preact/signals";
import { readOrigin } from "../../../core/shops/origin";
import { answer, api } from "../../api";
import { likelyCurrency } from "../../models/currencies";
import { draft } from "../../models/draft";
import { mutation } from "../../models/mutation";
import { errorAt, type Problem, problemOf } from "../../models/problem";
import { browserTimeZone } from "../../models/time-zones";
import { text } from "../../texts/index";
import { MIN_PASSWORD, strengthOf } from "./strength";

export interface Fields {
  name: string;
  email: string;
  shopName: string;
  address: string;
  currency: string;
  timeZone: string;
  consent: "required" | "not_required";
}

export type Errors = Partial<Record<"name" | "email" | "password" | "shopName" | "address", string>>;
export type Stage = "checking" | "incomplete" | "refused" | "open" | "failed";
export type SetUpModel = ReturnType<typeof setUpModel>;

export function setUpModel(place: Pick<Location, "hash" | "assign"> = location) {
  const token = place.hash.slice(1);
  const stage = signal<Stage>(token.length < 20 ? "incomplete" : "checking");
  const problem = signal<Problem>();
  const timeZone = browserTimeZone();
  const fields = draft<Fields>({
    key: "set-up",
    storage: sessionStorage,
    saved: {
      name: "",
      email: "",
      shopName: "",
      address: "",
      currency: likelyCurrency(timeZone),
      timeZone,
      consent: "required",
    },
  });
  const password = signal("");
  const errors = signal<Errors>({});
  const tries = signal(0);

  const submission = mutation(async () => {
    const { name, email, shopName, address, currency, timeZone, consent } = fields.value.value;
    const shop = { name: shopName, currency, timeZone, consent, origin: address };
    return answer(
      api.setup.$post({ json: { token, name, email: email.trim(), password: password.value, shop } }),
    );
  });

  /** What is being mended is not wrong any more, until the next try. */
  function forgive(mended: readonly string[]) {
    if (!mended.some((field) => field in errors.value)) return;
    const left = Object.entries(errors.value).filter(([field]) => !mended.includes(field));
    errors.value = Object.fromEntries(left);
  }

  function refuse(found: Errors) {
    errors.value = found;
    tries.value += 1;
  }

  return {
    stage,
    problem,
    fields: fields.value,
    password,
    errors,
    tries,
    busy: submission.busy,
    /** The address as it will be kept, once it can be read. */
    origin: computed(() => originIn(fields.value.value.address)),
    strength: computed(() => {
      const { name, email, shopName } = fields.value.value;
      return strengthOf(password.value, [name, email, shopName]);
    }),

    set(change: Partial<Fields>) {
      fields.value.value = { ...fields.value.value, ...change };
      forgive(Object.keys(change));
    },

    setPassword(next: string) {
      password.value = next;
      forgive(["password"]);
    },

    async check() {
      if (stage.value === "incomplete") return;
      stage.value = "checking";
      try {
        await answer(api.setup.check.$post({ json: { token } }));
        stage.value = "open";
      } catch (error) {
        problem.value = problemOf(error);
        stage.value = isBadLink(problem.value) ? "refused" : "failed";
      }
    },

    async submit() {
      problem.value = undefined;
      const missing = missingIn(fields.value.value, password.value);
      if (Object.keys(missing).length > 0) return refuse(missing);
      errors.value = {};
      const outcome = await submission.run(undefined);
      if (outcome.ok) {
        fields.discard();
        return place.assign("/admin/");
      }
      problem.value = outcome.problem;
      if (isBadLink(outcome.problem)) stage.value = "refused";
      else if (outcome.problem.status === 422) refuse(errorsOf(outcome.problem));
    },
  };
}

function missingIn({ name, email, shopName, address }: Fields, password: string): Errors {
  const words = text.members.setUp;
  const read = readOrigin(address);
  return {
    ...(!name.trim() && { name: words.nameMissing }),
    ...(!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) && { email: words.emailWrong }),
    ...(password.length < MIN_PASSWORD && { password: words.passwordShort(MIN_PASSWORD) }),
    ...(!shopName.trim() && { shopName: words.shopNameMissing }),
    ...("reason" in read && { address: words.addressWrong }),
  };
}

/** What the API alone can know, such as that an email is taken. */
function errorsOf(problem: Problem): Errors {
  const at = (path: string) => errorAt(problem, path);
  const found = {
    name: at("name"),
    email: at("email"),
    password: at("password"),
    shopName: at("shop.name"),
    address: at("shop.origin"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, message]) => message !== undefined));
}

function originIn(address: string): string | undefined {
  const read = readOrigin(address);
  return "origin" in read ? read.origin : undefined;
}

/** Used, too old, or nothing that could be a token at all. */
const isBadLink = ({ type, errors }: Problem): boolean =>
  type === "/problems/set-up-link" || Boolean(errors?.some(({ path }) => path === "token"));
