// Problem details in words: what happened, what is safe, what to do, and where.
import type { Problem } from "../models/problem";
import { text } from "../texts/index";
import { Button } from "./button";
import { TriangleAlert } from "./icons";

export interface ErrorNoteProps {
  problem: Problem;
  onRetry?: () => void;
  /** Turns the API's path into the words on the form: `rule.all.0` → "First condition". */
  nameOf?: (path: string) => string;
}

export function ErrorNote({ problem, onRetry, nameOf = (path) => path }: ErrorNoteProps) {
  const places = problem.errors ?? [];
  return (
    <div role="alert" class="flex gap-3 rounded-box bg-bad-soft p-4">
      <TriangleAlert size={18} aria-hidden="true" class="mt-px shrink-0 text-bad" />
      <div class="min-w-0 grow">
        <p class="font-medium">{problem.title}</p>
        {problem.detail && <p class="max-w-prose text-pretty">{problem.detail}</p>}
        {places.length > 0 && (
          <ul class="mt-2 grid gap-1" aria-label={text.problem.more(places.length)}>
            {places.map(({ path, message }) => (
              <li key={path + message}>
                {path && <span class="font-medium">{nameOf(path)}: </span>}
                {message}
              </li>
            ))}
          </ul>
        )}
        {problem.requestId && <p class="mt-2 font-mono text-12 text-muted select-all">{problem.requestId}</p>}
        {onRetry && (
          <div class="mt-3">
            <Button size="small" onClick={onRetry}>
              {text.problem.retry}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
