// A score: rules, each with its points.
import type { Score, ScorePart } from "../../../../../core/attributes/computed";
import { MAX_PARTS, MAX_POINTS } from "../../../../../core/attributes/computed-parse";
import { Button } from "../../../../components/button";
import { IconButton } from "../../../../components/icon-button";
import { Plus, Trash2 } from "../../../../components/icons";
import { NumberInput } from "../../../../components/number-input";
import type { ProblemAt } from "../../../../models/problem";
import { RuleEditor } from "../../../../rules/rule-editor";
import { text } from "../../../../texts/index";

export interface ScoreProps {
  score: Score;
  onScore: (score: Score) => void;
  invalid: (path: string) => boolean;
  problems: readonly ProblemAt[];
}

export function ScoreParts({ score: { score: parts }, onScore, invalid, problems }: ScoreProps) {
  const words = text.computed;
  const set = (i: number, part: ScorePart) => onScore({ score: parts.with(i, part) });
  return (
    <div class="grid gap-4">
      <ol class="grid gap-4">
        {parts.map((part, i) => (
          <li key={i} class="grid gap-3 rounded-box border border-line p-4">
            <div class="flex flex-wrap items-center gap-2">
              <h3 class="sr-only">{words.rule(i + 1)}</h3>
              <NumberInput
                inline
                aria-label={words.points(i + 1)}
                value={part.points}
                min={-MAX_POINTS}
                max={MAX_POINTS}
                invalid={invalid(`score[${i}].points`)}
                // A place that waits for its number is part of what is being written.
                onValue={(points) => set(i, { ...part, points: points as number })}
              />
              <span>{words.when}</span>
              {parts.length > 1 && (
                <span class="ml-auto">
                  <IconButton
                    icon={Trash2}
                    size="small"
                    label={words.removeRule(i + 1)}
                    onClick={() => onScore({ score: parts.toSpliced(i, 1) })}
                  />
                </span>
              )}
            </div>
            <RuleEditor
              rule={part.when}
              onRule={(when) => set(i, { ...part, when })}
              context={{ live: false }}
              problems={problems}
              path={`computed.score[${i}].when`}
              everyone={{ ...words.noCondition, calm: true }}
            />
          </li>
        ))}
      </ol>
      <div>
        {parts.length < MAX_PARTS ? (
          <Button
            icon={Plus}
            onClick={() => onScore({ score: [...parts, { when: { all: [] }, points: 10 }] })}
          >
            {words.addRule}
          </Button>
        ) : (
          <p class="text-muted">{words.atMost(MAX_PARTS)}</p>
        )}
      </div>
    </div>
  );
}
