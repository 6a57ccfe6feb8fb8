// Freezing: who is in the segment now becomes a fixed list, on whose page one sees it being filled.
import { useEffect, useMemo, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Field } from "../../../components/field";
import { FormDialog } from "../../../components/form-dialog";
import { TextInput } from "../../../components/text-input";
import { formatDay } from "../../../models/fact";
import { mutation } from "../../../models/mutation";
import { errorAt } from "../../../models/problem";
import { currentShop } from "../../../models/session";
import { notify } from "../../../models/toasts";
import { vocabulary } from "../../../rules/vocabulary";
import { text } from "../../../texts/index";
import { freezeSegment, type Segment } from "../segments";

interface FreezeProps {
  segment: Segment;
  open: boolean;
  onClose: () => void;
}

export function Freeze({ segment, open, onClose }: FreezeProps) {
  const words = text.fixedLists;
  const [, go] = useLocation();
  const [name, setName] = useState("");
  const freeze = useMemo(() => mutation((name: string) => freezeSegment(segment.id, name)), [segment.id]);
  const problem = freeze.error.value;
  const wrong = errorAt(problem, "name");
  useEffect(() => {
    if (open)
      setName(words.freezeName(segment.name, formatDay(Date.now(), currentShop().timeZone)).slice(-120));
  }, [open]);

  async function save() {
    const outcome = await freeze.run(name);
    if (!outcome.ok) return;
    void vocabulary().refresh();
    onClose();
    notify(words.frozen(segment.name));
    go(`/segments/${outcome.value.id}`);
  }

  function close() {
    freeze.reset();
    onClose();
  }

  return (
    <FormDialog
      open={open}
      title={words.freezeTitle(segment.name)}
      save={words.freezeSave}
      onSave={save}
      onClose={close}
      busy={freeze.busy.value}
      disabled={name.trim() === ""}
      problem={wrong === undefined ? problem : undefined}
    >
      <p>{words.freezeAbout}</p>
      <Field label={words.name} error={wrong}>
        <TextInput value={name} maxLength={120} autocomplete="off" onValue={setName} />
      </Field>
    </FormDialog>
  );
}
