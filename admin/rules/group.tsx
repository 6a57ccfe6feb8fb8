// A group: indented, on a thin line that says "and" or "or" between its parts.
import type { Rule } from "../../core/rules/rule";
import { Group as GroupIcon, Plus } from "../components/icons";
import { Picker } from "../components/picker";
import { text } from "../texts/index";
import { Actions } from "./actions";
import { type Choice, conditionFor } from "./choices";
import { Condition } from "./condition";
import { useEditing } from "./context";
import { AddFile } from "./file/add-file";
import { Notes } from "./notes";
import { Word } from "./parts/word";
import {
  at,
  type GroupKind,
  type Group as GroupRule,
  insert,
  isGroup,
  kindOf,
  listOf,
  move,
  type Path,
  partsOf,
  pathText,
  peel,
  placeOf,
  setKind,
} from "./tree";

const kinds: readonly GroupKind[] = ["all", "any", "none", "notAll"];

export function Group({ path, depth = 1 }: { path: Path; depth?: number }) {
  const { rule, faults } = useEditing();
  const node = at(rule, path);
  const { inner, steps } = peel(node);
  const kind = kindOf(node);
  const parts = partsOf(inner as GroupRule);
  const list = listOf(rule, path);
  const places = [pathText(path), pathText([...path, ...steps])];
  const mine = faults.filter((fault) => places.includes(fault.path));
  return (
    <div
      role="group"
      aria-label={depth === 1 ? text.rules.conditions : text.rules.group(depth)}
      class="min-w-0 grow"
    >
      {(depth > 1 || parts.length > 0) && <Head path={path} kind={kind} depth={depth} />}
      <Notes faults={mine} />
      {parts.length > 0 && (
        <ul class="mt-1.5 ml-3.5 border-l border-edge/50">
          {parts.map((part, index) => (
            // A part has no name but its place: that is its key.
            <Part
              key={index}
              path={[...list, index]}
              part={part}
              depth={depth}
              before={index > 0 ? kind : undefined}
            />
          ))}
        </ul>
      )}
      <Add path={path} kind={kind} count={parts.length} />
    </div>
  );
}

function Head({ path, kind, depth }: { path: Path; kind: GroupKind; depth: number }) {
  const { rule, change } = useEditing();
  return (
    <div class="flex flex-wrap items-center gap-1.5">
      {depth === 1 && <span>{text.rules.people}</span>}
      <Word
        label={text.rules.kindLabel}
        value={kind}
        onValue={(next) => change(setKind(rule, path, next))}
        options={kinds.map((value) => ({ value, label: text.rules.kinds[value] }))}
      />
      {depth > 1 && (
        <div class="ml-auto">
          <Actions path={path} />
        </div>
      )}
    </div>
  );
}

interface PartProps {
  path: Path;
  part: Rule;
  depth: number;
  before: GroupKind | undefined;
}

function Part({ path, part, depth, before }: PartProps) {
  const { rule, change, say } = useEditing();
  const peeled = peel(part);

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || !event.shiftKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    const moved = move(rule, path, event.key === "ArrowUp" ? -1 : 1);
    change(moved.rule, moved.path);
    const { list, index } = placeOf(moved.path);
    say(text.rules.moved(index + 1, (at(moved.rule, list) as unknown as Rule[]).length));
  }

  return (
    <li onKeyDown={onKeyDown}>
      {before && (
        <span class="-my-0.5 -ml-3 block w-fit bg-surface px-0.5 text-12 text-muted select-none">
          {text.rules.connectors[before]}
        </span>
      )}
      <div
        class="group/part flex min-w-0 items-start gap-1 py-1 pl-4"
        data-rule-path={pathText(path)}
        {...(!isGroup(peeled.inner) && {
          role: "group",
          "aria-label": text.rules.condition(placeOf(path).index + 1),
        })}
      >
        {isGroup(peeled.inner) ? (
          <Group path={path} depth={depth + 1} />
        ) : (
          <>
            <Condition path={path} part={peeled} />
            <Actions path={path} />
          </>
        )}
      </div>
    </li>
  );
}

/** Conditions are added by what they are about; a group begins with its first condition, so that it is never empty. */
function Add({ path, kind, count }: { path: Path; kind: GroupKind; count: number }) {
  const { rule, vocabulary, choices, change } = useEditing();
  const list = listOf(rule, path);
  const add = (choice: Choice, inGroup: boolean) => {
    const condition = conditionFor(choice, vocabulary);
    const other = kind === "all" || kind === "notAll" ? "any" : "all";
    const part = inGroup ? ({ [other]: [condition] } as unknown as GroupRule) : condition;
    const place = [...list, count];
    change(insert(rule, path, count, part), inGroup ? [...place, other, 0] : place);
  };
  return (
    <div class="mt-1.5 flex flex-wrap gap-1 pl-1.5">
      {[false, true].map((inGroup) => (
        <Picker
          key={String(inGroup)}
          label={inGroup ? text.rules.addGroup : text.rules.add}
          class={count === 0 && !inGroup ? "btn btn-plain btn-sm" : "btn btn-ghost btn-sm text-muted"}
          options={choices}
          placeholder={text.rules.addPlaceholder}
          onChoose={(choice) => add(choice, inGroup)}
        >
          {inGroup ? <GroupIcon size={14} aria-hidden="true" /> : <Plus size={14} aria-hidden="true" />}
          {inGroup ? text.rules.addGroup : text.rules.add}
        </Picker>
      ))}
      {path.length === 0 && (
        <AddFile
          onUsed={([key]) => {
            if (key) change(insert(rule, path, count, { attribute: key, is: "known" }), [...list, count]);
          }}
        />
      )}
    </div>
  );
}
