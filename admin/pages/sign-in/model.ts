// Signing in: what was typed, what is wrong with it, and where it leads.
import { signal } from "@preact/signals";
import { isSignedIn, signIn } from "../../models/auth";
import { wayBack } from "../../models/back";
import { mutation } from "../../models/mutation";
import type { Problem } from "../../models/problem";
import { text } from "../../texts/index";

export type SignInModel = ReturnType<typeof signInModel>;

export function signInModel(place: Pick<Location, "search" | "origin" | "replace"> = location) {
  const asked = new URLSearchParams(place.search).get("back");
  const back = wayBack(asked, place.origin);
  const email = signal("");
  const password = signal("");
  const errors = signal<{ email?: string; password?: string }>({});
  /** What is not about a field: offline, too many tries. */
  const problem = signal<Problem>();
  const tries = signal(0);
  const attempt = mutation(signIn);

  function refuse(now: { email?: string; password?: string }) {
    errors.value = now;
    tries.value += 1;
  }

  return {
    email,
    password,
    errors,
    problem,
    tries,
    busy: attempt.busy,
    /** They were sent here from a page, rather than coming by themselves. */
    interrupted: back !== "/admin/",

    /** What is being mended is not wrong any more, until the next try. */
    type(field: "email" | "password", value: string) {
      (field === "email" ? email : password).value = value;
      errors.value = { ...errors.value, [field]: undefined };
    },

    /** Somebody who is signed in need not be here. */
    async leaveIfSignedIn() {
      if (await isSignedIn().catch(() => false)) place.replace(back);
    },

    async submit() {
      const words = text.members;
      problem.value = undefined;
      const missing = {
        ...(!email.value.trim() && { email: words.emailMissing }),
        ...(!password.value && { password: words.passwordMissing }),
      };
      if (missing.email || missing.password) return refuse(missing);
      errors.value = {};
      const outcome = await attempt.run({ email: email.value.trim(), password: password.value });
      if (outcome.ok) return place.replace(back);
      // The library says 422 for what cannot be an email address at all.
      if ([401, 422].includes(outcome.problem.status)) return refuse({ password: words.wrong });
      problem.value = outcome.problem.status === 429 ? limited(outcome.problem) : outcome.problem;
    },
  };
}

function limited(problem: Problem): Problem {
  const seconds = Number(/\d+/.exec(problem.detail ?? "")?.[0] ?? 60);
  return { status: problem.status, title: text.members.limitedTitle, detail: text.members.limited(seconds) };
}
