// Below a form: save what was changed, or take it back.
import { text } from "../texts/index";
import { Button } from "./button";

export interface SaveOrDiscardProps {
  /** What saving is called here. */
  save: string;
  busy: boolean;
  changed: boolean;
  /** Can be saved as it stands. */
  isNew?: boolean;
  onDiscard: () => void;
}

export const SaveOrDiscard = ({ save, busy, changed, isNew = false, onDiscard }: SaveOrDiscardProps) => (
  <div class="flex flex-wrap gap-2">
    <Button type="submit" kind="primary" busy={busy} disabled={!isNew && !changed}>
      {save}
    </Button>
    {changed && (
      <Button kind="quiet" onClick={onDiscard}>
        {text.common.discard}
      </Button>
    )}
  </div>
);
