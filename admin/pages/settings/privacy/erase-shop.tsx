// Everybody of a shop is erased: asked for by the shop's name.
import { ConfirmDialog } from "../../../components/confirm-dialog";
import { currentShop } from "../../../models/session";
import { text } from "../../../texts/index";
import type { RequestsModel } from "./requests-model";

export function EraseShop({ model }: { model: RequestsModel }) {
  const words = text.privacyRequests;
  const { name } = currentShop();
  const { erasing, give } = model;
  const close = () => model.ask(undefined);

  async function erase(id: string, confirm: string) {
    if ((await give.run({ id, answer: "erase", confirm })).ok) close();
  }

  return (
    <ConfirmDialog
      open={erasing.value !== undefined}
      title={words.eraseTitle(name)}
      confirm={words.eraseConfirm}
      word={{ label: words.eraseType(name), is: name }}
      busy={give.busy.value}
      problem={give.error.value}
      onConfirm={(typed) => erasing.value && erase(erasing.value.id, typed)}
      onClose={close}
    >
      <p>{words.eraseAbout}</p>
    </ConfirmDialog>
  );
}
