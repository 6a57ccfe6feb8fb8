/** A form: checks the answers, keeps simple robots out, reports the answers by field id and thanks in its own place. */
import type { FormField } from "../../../core/messages/blocks";
import { add, element } from "../dom";
import { inline, rich } from "../rich";
import type { BlockRenderer, Scene } from "../scene";

/** Milliseconds within which no person fills a form; a faster answer (autofill) waits this long rather than being lost. */
const SHORTEST_TIME = 1500;

let drawnFields = 0;

export const form: BlockRenderer<"form"> = {
  draw(block, scene) {
    const drawnAt = Date.now();
    const fields = block.fields.map((field) => drawField(field, scene));
    const trap = element("input", {
      class: "trap",
      name: "website",
      tabindex: -1,
      autocomplete: "off",
      "aria-hidden": "true",
    });
    const problem = element("p", { class: "problem", "aria-live": "polite" });
    const asked = element("form", { novalidate: true }, [
      ...fields.map(({ row }) => row),
      trap,
      element("button", { class: "button" }, [block.submit]),
      problem,
      block.consent && element("p", { class: "consent" }, inline(block.consent.text)),
    ]);
    const thanks = element("div", { class: "thanks text", role: "status", tabindex: -1 });

    let busy = false;
    const pending = (now: boolean) => {
      busy = now;
      asked.setAttribute("aria-busy", `${now}`);
    };
    asked.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answers: Record<string, string> = {};
      let wrong: HTMLElement | undefined;
      for (const { id, input, read } of fields) {
        const answer = read();
        if (answer) answers[id] = answer;
        else if (answer === null) wrong ??= input;
      }
      if (wrong) return focus(wrong);
      if (busy) return;
      pending(true);
      problem.textContent = "";
      await new Promise((resolve) => setTimeout(resolve, drawnAt + SHORTEST_TIME - Date.now()));
      try {
        // Who fills the trap is a robot, and learns nothing from the answer.
        if (!trap.value) await scene.on("submitted", { answers });
        thank();
      } catch {
        problem.textContent = scene.words.failed;
      }
      pending(false);
    });

    function thank() {
      add(thanks, rich(block.thanks));
      thanks.closest(".frame")?.classList.add("done");
      focus(thanks);
    }
    function focus(target: HTMLElement) {
      if (!scene.preview) target.focus();
    }
    return element("div", { class: "form" }, [asked, thanks]);
  },
  css: `
.form { display: grid }
.form > * { grid-area: 1 / 1 }
form { display: grid; gap: .75em }
.field { display: grid; gap: .375em }
label { font-size: .875em; font-weight: 500 }
input {
  width: 100%; min-height: 48px; padding: .5em .875em; font: 400 max(16px, 1em)/1.25 var(--vi-font); color: var(--vi-text);
  background: transparent; border: 1px solid rgb(var(--vi-ink) / .5); border-radius: min(var(--vi-radius), 24px); appearance: none; text-overflow: ellipsis;
}
input::placeholder { color: var(--vi-muted); opacity: 1 }
[aria-invalid=true] { border-color: var(--vi-danger) }
.problem { font-size: .875em; font-weight: 500; color: var(--vi-danger) }
.problem:empty, .trap { display: none }
.consent { font-size: .8125em; line-height: 1.45; color: var(--vi-muted) }
[aria-busy=true] .button { opacity: .6; cursor: progress }
.thanks { align-content: center; padding: 1.25em; border-radius: min(var(--vi-radius), 16px); background: rgb(var(--vi-ink) / .05); outline: 0 }
.thanks:empty { display: none }
/* The form keeps its space, so that nothing jumps when the thanks take its place. */
.done form { visibility: hidden }
.bar form { display: flex; flex-wrap: wrap; align-items: start; gap: 4px 8px }
.bar .field { flex: 1 1 9em; max-width: 20em }
.bar input { min-height: 36px; padding: .25em .625em }
.bar label { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap }
.bar .thanks { padding: 0 .75em }
.bar .consent { width: 0; min-width: 100% }
`,
};

interface DrawnField {
  id: string;
  row: HTMLElement;
  input: HTMLInputElement;
  /** The answer, if it is right; null after telling the visitor what is wrong with it. */
  read(): string | null;
}

function drawField({ id, label, placeholder, required }: FormField, { kind, words }: Scene): DrawnField {
  const name = `field-${++drawnFields}`;
  const problem = element("p", { class: "problem", id: `${name}-problem` });
  const input = element("input", {
    id: name,
    name,
    type: "email",
    inputmode: "email",
    autocomplete: "email",
    maxlength: 254,
    required,
    // A bar hides its labels from sight.
    placeholder: placeholder ?? (kind === "bar" && label),
    "aria-describedby": problem.id,
  });
  let told = false;
  const read = () => {
    const value = input.value.trim();
    told = value ? !input.validity.valid || !/@.+\.[^\s.]{2,}$/.test(value) : required;
    input.setAttribute("aria-invalid", `${told}`);
    problem.textContent = told ? words.email : "";
    return told ? null : value;
  };
  // Once told what is wrong, the visitor sees at once when it is right.
  input.addEventListener("input", () => told && read());
  const row = element("div", { class: "field" }, [element("label", { for: name }, [label]), input, problem]);
  return { id, row, input, read };
}
