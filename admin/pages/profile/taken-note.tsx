// An identity is proven to be somebody else's: perhaps both are one person.
import { Button } from "../../components/button";
import type { Problem } from "../../models/problem";
import { text } from "../../texts/index";
import type { PersonModel } from "./model";

export function TakenNote({ model, problem }: { model: PersonModel; problem: Problem }) {
  const owner = problem.members?.owner as { id: string } | undefined;
  if (!owner) return null;
  return (
    <div class="mt-2">
      <Button
        size="small"
        onClick={() => {
          model.merge.value = owner.id;
        }}
      >
        {text.person.identity.merge}
      </Button>
    </div>
  );
}
