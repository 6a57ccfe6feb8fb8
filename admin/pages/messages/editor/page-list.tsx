// Pages by kind, address, product or category: one line each.
import type { PageMatch } from "../../../../core/messages/message";
import { PAGE_TYPES, type PageType } from "../../../../core/signals/wire";
import { Button } from "../../../components/button";
import { Combobox } from "../../../components/combobox";
import { IconButton } from "../../../components/icon-button";
import { Plus, X } from "../../../components/icons";
import { Select } from "../../../components/select";
import { TextInput } from "../../../components/text-input";
import { Products } from "../../../rules/parts/catalogue";
import { vocabulary } from "../../../rules/vocabulary";
import { text } from "../../../texts/index";
import { GroupError } from "./fields";
import { replaced, without } from "./variants";

type By = "type" | "urlContains" | "urlIs" | "product" | "category";
const BYS = ["type", "urlContains", "urlIs", "product", "category"] as const satisfies readonly By[];
const MOST_PAGES = 50;

export interface PageListProps {
  label: string;
  add: string;
  pages: readonly PageMatch[];
  onPages: (pages: PageMatch[], place?: string) => void;
  errorAt: (place: number) => string | undefined;
}

export function PageList({ label, add, pages, onPages, errorAt }: PageListProps) {
  const words = text.messages.who;
  return (
    <div class="grid gap-2">
      {pages.length > 0 && (
        <ul aria-label={label} class="grid gap-2">
          {pages.map((page, i) => (
            // Lines have no ids; each holds all it shows.
            <li key={i} class="grid gap-1">
              <div class="flex items-start gap-2">
                <div class="grid min-w-0 grow gap-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
                  <Select
                    aria-label={words.match}
                    value={byOf(page)}
                    onValue={(by) => onPages(replaced(pages, i, begun(by)))}
                    options={BYS.map((by) => ({ value: by, label: words.matches[by] }))}
                  />
                  <Value page={page} onPage={(next) => onPages(replaced(pages, i, next), `${i}`)} />
                </div>
                <IconButton icon={X} label={words.removePage} onClick={() => onPages(without(pages, i))} />
              </div>
              <GroupError>{errorAt(i)}</GroupError>
            </li>
          ))}
        </ul>
      )}
      {pages.length < MOST_PAGES && (
        <div>
          <Button size="small" icon={Plus} onClick={() => onPages([...pages, { type: "home" }])}>
            {add}
          </Button>
        </div>
      )}
    </div>
  );
}

function Value({ page, onPage }: { page: PageMatch; onPage: (page: PageMatch) => void }) {
  const words = text.messages.who;
  if ("type" in page)
    return (
      <Select
        aria-label={words.value}
        value={page.type as PageType}
        onValue={(type) => onPage({ type })}
        options={PAGE_TYPES.map((type) => ({ value: type, label: words.types[type] }))}
      />
    );
  if ("product" in page)
    return (
      <div class="flex min-h-9 flex-wrap items-center gap-1">
        <Products
          label={words.product}
          single
          values={page.product ? [page.product] : []}
          onValues={([product = ""]) => onPage({ product })}
        />
      </div>
    );
  if ("category" in page) {
    const known = vocabulary().data.value?.categories ?? [];
    const gone = page.category && !known.some(({ name }) => name === page.category);
    return (
      <Combobox
        aria-label={words.category}
        value={page.category || null}
        onValue={(category) => onPage({ category })}
        options={[...known.map(({ name }) => name), ...(gone ? [page.category] : [])].map((name) => ({
          value: name,
          label: name,
        }))}
      />
    );
  }
  const by = byOf(page) as "urlContains" | "urlIs";
  return (
    <TextInput
      aria-label={words.value}
      value={Object.values(page)[0] as string}
      onValue={(value) => onPage({ [by]: value } as PageMatch)}
      placeholder={by === "urlIs" ? words.urlIsExample : words.urlContainsExample}
      maxLength={by === "urlIs" ? 2000 : 500}
      spellcheck={false}
    />
  );
}

const byOf = (page: PageMatch): By => Object.keys(page)[0] as By;

const begun = (by: By): PageMatch => (by === "type" ? { type: "home" } : ({ [by]: "" } as PageMatch));
