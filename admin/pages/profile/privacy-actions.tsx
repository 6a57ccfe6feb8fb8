// A person's data as a file, and erasing them: items for the menu of their page, and the dialog that asks by name.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { answer, api } from "../../api";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { Download, Trash2 } from "../../components/icons";
import type { MenuItem } from "../../components/menu";
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
  const { open } = state;
  const close = () => {
    open.value = false;
  };
  return (
    <ConfirmDialog
      open={open.value}
      title={words.title(name)}
      confirm={words.confirm}
      word={{ label: words.type(toType), is: toType }}
      busy={state.erase.busy.value}
      problem={state.erase.error.value}
      onConfirm={onErase}
      onClose={close}
    >
      <p>{words.about}</p>
    </ConfirmDialog>
  );
}

function erasing(profile: string) {
  const open = signal(false);
  const erase = mutation<void, { doneAt: number | null }>(() =>
    answer(route.erasures.$post({ param: shopParam(), json: { profile } })),
  );
  return {
    ...{ open, erase },
    reset: erase.reset,
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
