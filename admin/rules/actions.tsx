// What can be done to one condition or group: remove at hand, the rest in a menu.
import type { Rule } from "../../core/rules/rule";
import { IconButton } from "../components/icon-button";
import { ArrowDown, ArrowUp, Ban, CopyPlus, Group, Trash2, Ungroup, X } from "../components/icons";
import { Menu, type MenuItem } from "../components/menu";
import { text } from "../texts/index";
import { useEditing } from "./context";
import { at, duplicate, isGroup, move, negate, type Path, peel, placeOf, remove, unwrap, wrap } from "./tree";

export function Actions({ path }: { path: Path }) {
  const { rule, change, say } = useEditing();
  const { inner, negated } = peel(at(rule, path));
  const words = text.rules;
  const group = isGroup(inner);

  const takeAway = () => {
    const { list, index } = placeOf(path);
    change(remove(rule, path), index > 0 ? [...list, index - 1] : path);
    say(words.removed);
  };
  const shift = (by: -1 | 1) => () => {
    const moved = move(rule, path, by);
    change(moved.rule, moved.path);
  };
  const go = (moved: { rule: Rule; path: Path }) => change(moved.rule, moved.path);
  const moves = ([-1, 1] as const).flatMap<MenuItem>((by) =>
    move(rule, path, by).rule === rule
      ? []
      : [
          {
            label: by < 0 ? words.moveUp : words.moveDown,
            icon: by < 0 ? ArrowUp : ArrowDown,
            onSelect: shift(by),
          },
        ],
  );
  const items: MenuItem[] = [
    {
      label: negated ? words.affirm : words.negate,
      icon: Ban,
      onSelect: () => change(negate(rule, path), path),
    },
    { label: words.duplicate, icon: CopyPlus, onSelect: () => go(duplicate(rule, path)) },
    { label: words.wrap, icon: Group, onSelect: () => go(wrap(rule, path, "any")) },
    ...(group && !negated
      ? [{ label: words.unwrap, icon: Ungroup, onSelect: () => go(unwrap(rule, path)) }]
      : []),
  ];
  return (
    <div class="flex shrink-0 items-center">
      <div class="hidden sm:block">
        <IconButton
          icon={X}
          size="small"
          label={group ? words.removeGroup : words.remove}
          onClick={takeAway}
        />
      </div>
      <Menu
        label={group ? words.groupActions : words.actions}
        size="small"
        groups={[
          moves,
          items,
          [
            {
              label: group ? words.removeGroup : words.remove,
              icon: Trash2,
              danger: true,
              onSelect: takeAway,
            },
          ],
        ].filter((group) => group.length > 0)}
      />
    </div>
  );
}
