// When the panel cannot say who is signed in, or which shop to show: nothing else can be drawn.
import { Button } from "../components/button";
import { ErrorNote } from "../components/error-note";
import { PageHeader } from "../components/page-header";
import { signOut } from "../models/auth";
import type { Problem } from "../models/problem";
import { text } from "../texts/index";
import { Entrance, Glass } from "./entrance";

export function Unopened({ problem }: { problem: Problem }) {
  return (
    <Entrance>
      <Glass>
        <PageHeader title={text.members.unopened} />
        <ErrorNote problem={problem} onRetry={() => location.reload()} />
        <div class="mt-4">
          <Button kind="quiet" onClick={signOut}>
            {text.shell.signOut}
          </Button>
        </div>
      </Glass>
    </Entrance>
  );
}
