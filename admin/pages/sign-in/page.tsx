// Signing in with email and password.
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Button } from "../../components/button";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { useFocusOnError } from "../../components/first-error";
import { PageHeader } from "../../components/page-header";
import { PasswordInput } from "../../components/password-input";
import { TextInput } from "../../components/text-input";
import { Entrance, Glass } from "../../shell/entrance";
import { text } from "../../texts/index";
import { signInModel } from "./model";

export default function SignInPage() {
  const model = useMemo(signInModel, []);
  const form = useRef<HTMLFormElement>(null);
  useFocusOnError(form, model.tries.value);
  useEffect(() => void model.leaveIfSignedIn(), []);
  const words = text.members;
  const { email, password, errors, problem } = model;
  return (
    <Entrance>
      <Glass>
        <PageHeader
          title={words.signInTitle}
          about={model.interrupted ? words.signInBack : words.signInAbout}
        />
        <form
          ref={form}
          noValidate
          method="post"
          class="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void model.submit();
          }}
        >
          <Field label={words.email} error={errors.value.email}>
            <TextInput
              type="email"
              name="email"
              autocomplete="username"
              spellcheck={false}
              autofocus
              value={email.value}
              onValue={(value) => model.type("email", value)}
            />
          </Field>
          <Field label={words.password} error={errors.value.password} hint={words.forgotten}>
            <PasswordInput
              autocomplete="current-password"
              value={password.value}
              onValue={(value) => model.type("password", value)}
            />
          </Field>
          {problem.value && <ErrorNote problem={problem.value} />}
          <Button type="submit" kind="primary" wide busy={model.busy.value}>
            {words.signIn}
          </Button>
        </form>
      </Glass>
    </Entrance>
  );
}
