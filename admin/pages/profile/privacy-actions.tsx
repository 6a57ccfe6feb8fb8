// A person's data as a file, and erasing them: items for the menu of their page, and the dialog that asks by name.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { answer, api } from "../../api";
import { Button } from "../../components/button";
import { Dialog } from "../../components/dialog";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { Download, Trash2 } from "../../components/icons";
import type { MenuItem } from "../../components/menu";
import { TextInput } from "../../components/text-input";
import { mutation } from "../../models/mutation";
import { shopParam } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import { listAddress } from "../profiles/model";

const route = api.shops[":shop"].privacy;

interface Person {
  id: string;
  /** As the page's title calls them. */
  name: string;
  /** What is typed to erase them: their name, or what stands for it. */
  typed: string;
}

/** For marketers and owners: others may do neither. */
export function usePrivacyActions({ id, name, typed }: Person): {
  items: MenuItem[];
  dialog: ComponentChildren;
} {
  const words = text.privacy.person;
  const [, go] = useLocation();
  const state = useMemo(() => erasing(id), [id]);

  async function erase() {
    const outcome = await state.erase.run();
    if (!outcome.ok) return;
    state.open.value = false;
    notify(outcome.value.doneAt === null ? words.soon(name) : words.done(name));
    go(listAddress());
  }

  return {
    items: [
      {
        label: words.download,
        icon: Download,
        onSelect() {
          download(`/api/shops/${shopParam().shop}/privacy/people/${id}/data`);
          notify(words.downloading);
        },
      },
      {
        label: words.erase,
        icon: Trash2,
        danger: true,
        onSelect() {
          state.reset();
          state.open.value = true;
        },
      },
    ],
    dialog: <EraseDialog name={name} toType={typed} state={state} onErase={() => void erase()} />,
  };
}

interface EraseProps {
  name: string;
  toType: string;
  state: Erasing;
  onErase: () => void;
}

function EraseDialog({ name, toType, state, onErase }: EraseProps) {
  const words = text.privacy.person;
  const { open, typed } = state;
  const close = () => {
    open.value = false;
  };
  const problem = state.erase.error.value;
  return (
    <Dialog
      open={open.value}
      title={words.title(name)}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{text.common.cancel}</Button>
          <Button
            kind="danger"
            busy={state.erase.busy.value}
            disabled={typed.value.trim() !== toType}
            onClick={onErase}
          >
            {words.confirm}
          </Button>
        </>
      }
    >
      <div class="grid gap-4">
        <p>{words.about}</p>
        <Field label={words.type(toType)}>
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

function erasing(profile: string) {
  const open = signal(false);
  const typed = signal("");
  const erase = mutation<void, { doneAt: number | null }>(() =>
    answer(route.erasures.$post({ param: shopParam(), json: { profile } })),
  );
  return {
    ...{ open, typed, erase },
    reset() {
      typed.value = "";
      erase.reset();
    },
  };
}

type Erasing = ReturnType<typeof erasing>;

/** The browser's own download: it shows the progress, and the page stays. */
function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
