// Where a segment is used, each with a link.
import { Link } from "../../components/link";
import { text } from "../../texts/index";
import type { Use } from "./segments";

export function Uses({ uses }: { uses: readonly Use[] }) {
  if (uses.length === 0) return <span class="text-muted">{text.segments.nobodyUses}</span>;
  return (
    <ul class="grid gap-1">
      {uses.map((use) => (
        <li key={use.id}>
          <Link to={addressOf(use)}>{use.name}</Link>{" "}
          <span class="text-12 text-muted">{text.segments.kinds[use.kind]}</span>
        </li>
      ))}
    </ul>
  );
}

const addressOf = ({ kind, id }: Use) => `/${kind}s/${id}`;
