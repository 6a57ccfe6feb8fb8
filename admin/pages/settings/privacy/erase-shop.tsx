// Everybody of a shop is erased: asked for by the shop's name.
import { Button } from "../../../components/button";
import { Dialog } from "../../../components/dialog";
import { ErrorNote } from "../../../components/error-note";
import { Field } from "../../../components/field";
import { TextInput } from "../../../components/text-input";
import { currentShop } from "../../../models/session";
import { text } from "../../../texts/index";
import type { RequestsModel } from "./requests-model";

export function EraseShop({ model }: { model: RequestsModel }) {
  const words = text.privacyRequests;
  const { name } = currentShop();
  const { erasing, typed, give } = model;
  const close = () => model.ask(undefined);
  const problem = give.error.value;

  async function erase(id: string) {
    if ((await give.run({ id, answer: "erase", confirm: typed.value })).ok) close();
  }

  return (
    <Dialog
      open={erasing.value !== undefined}
      title={words.eraseTitle(name)}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{text.common.cancel}</Button>
          <Button
            kind="danger"
            busy={give.busy.value}
            disabled={typed.value.trim() !== name}
            onClick={() => void (erasing.value && erase(erasing.value.id))}
          >
            {words.eraseConfirm}
          </Button>
        </>
      }
    >
      <div class="grid gap-4">
        <p>{words.eraseAbout}</p>
        <Field label={words.eraseType(name)}>
          <TextInput
            autocomplete="off"
            spellcheck={false}
            value={typed.value}
            onValue={(value) => {
              typed.value = value;
            }}
          />
        </Field>
        {problem && <ErrorNote problem={problem} />}
      </div>
    </Dialog>
  );
}
