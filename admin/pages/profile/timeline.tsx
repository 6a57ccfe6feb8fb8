// The live timeline: days of entries, newest on top; what is new slides in, what is older comes on demand.
import type { TimelineKind } from "../../../worker/profiles/timeline";
import { Button } from "../../components/button";
import { ErrorNote } from "../../components/error-note";
import { RelativeTime } from "../../components/relative-time";
import { Select } from "../../components/select";
import { Skeleton } from "../../components/skeleton";
import { StatusDot } from "../../components/status-dot";
import { Timeline, TimelineItem } from "../../components/timeline";
import { currentTime } from "../../models/clock";
import { formatDay } from "../../models/fact";
import { currentShop } from "../../models/session";
import { format, text } from "../../texts/index";
import { KIND_GROUPS, kinds } from "./kinds";
import { byDay, folded, type Item, type Shown, type TimelineModel } from "./timeline-model";

export function LiveTimeline({ model }: { model: TimelineModel }) {
  const words = text.profiles.timeline;
  const { items, error, lost, arrived } = model;
  return (
    <div class="grid gap-5">
      <div class="flex flex-wrap items-center justify-between gap-3">
        <StatusDot state={lost.value ? "failing" : "live"} label={lost.value ? words.lost : words.live} />
        <div class="w-48">
          <Select
            aria-label={words.show}
            value={model.show.value}
            onValue={(value) => {
              model.show.value = value;
            }}
            options={KIND_GROUPS.map((value) => ({ value, label: words.groups[value] }))}
          />
        </div>
      </div>
      <span class="sr-only" role="status">
        {arrived.value.size > 0 ? words.fresh(arrived.value.size) : ""}
      </span>
      {error.value && <ErrorNote problem={error.value} onRetry={() => void model.retry()} />}
      {items.value ? <Days model={model} items={items.value} /> : !error.value && <Skeleton />}
    </div>
  );
}

function Days({ model, items }: { model: TimelineModel; items: readonly Item[] }) {
  const words = text.profiles.timeline;
  const { timeZone } = currentShop();
  if (items.length === 0)
    return (
      <p class="py-6 text-center text-muted">{model.show.value === "all" ? words.none : words.noneOfKind}</p>
    );
  return (
    <>
      {byDay(folded(items), (at) => formatDay(at, timeZone)).map(({ day, items: ofDay }) => (
        <section key={day} aria-label={dayWords(ofDay[0]!.at, timeZone)}>
          <DayHeading at={ofDay[0]!.at} />
          <Timeline label={words.label}>
            {ofDay.map((item) => (
              <Entry key={item.id} item={item} arriving={model.arrived.value.has(item.id)} />
            ))}
          </Timeline>
        </section>
      ))}
      <div class="flex justify-center">
        {model.ended.value ? (
          <p class="text-12 text-muted">{words.begin}</p>
        ) : (
          <Button busy={model.loadingOlder.value} onClick={() => void model.older()}>
            {words.older}
          </Button>
        )}
      </div>
    </>
  );
}

function Entry({ item, arriving }: { item: Shown; arriving: boolean }) {
  const { icon, strong } = kinds[item.kind];
  const details = detailsOf(item);
  const { timeZone } = currentShop();
  return (
    <TimelineItem
      icon={icon}
      title={titleOf(item)}
      at={item.at}
      timeZone={timeZone}
      clock={!isToday(item.at, timeZone)}
      strong={strong ?? false}
      arriving={arriving}
    >
      {details && <>{details}</>}
    </TimelineItem>
  );
}

function titleOf(item: Item): string {
  const { titles, something } = text.profiles.timeline;
  const { currency } = currentShop();
  const title: (what: string) => string = titles[item.kind as TimelineKind];
  if (item.kind === "ordered") return title(item.amount === null ? "" : format.money(item.amount, currency));
  const what =
    (item.product && (item.product.name ?? item.product.id)) ??
    (item.message && (item.message.name ?? text.profiles.messages.gone)) ??
    item.segment?.name ??
    item.name ??
    item.category ??
    something;
  return title(what);
}

function detailsOf(item: Shown): string {
  const words = text.profiles.timeline;
  const { currency } = currentShop();
  const money = item.amount === null ? undefined : format.money(item.amount, currency);
  const many = item.quantity !== null && item.quantity > 1;
  return [
    item.times > 1 && words.thatDay(item.times),
    item.kind === "ordered" && item.name && words.orderNumber(item.name),
    many && words.articles(item.quantity!),
    money && item.kind === "converted" && words.worth(money),
    item.product && money,
    item.segment && words.causes[item.segment.cause],
    item.page,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Far days say how far: their entries show the clock. */
function DayHeading({ at }: { at: number }) {
  const { timeZone } = currentShop();
  const isNear = currentTime() - at < 2 * DAY;
  return (
    <h2 class="mb-3 flex flex-wrap justify-between gap-x-4 text-12 font-medium text-muted">
      {dayWords(at, timeZone)}
      {!isNear && (
        <span class="font-normal">
          <RelativeTime at={at} timeZone={timeZone} />
        </span>
      )}
    </h2>
  );
}

const DAY = 86_400_000;
const isToday = (at: number, timeZone: string) =>
  formatDay(at, timeZone) === formatDay(currentTime(), timeZone);

function dayWords(at: number, timeZone: string): string {
  const words = text.profiles.timeline;
  if (isToday(at, timeZone)) return words.today;
  if (isToday(at + DAY, timeZone)) return words.yesterday;
  return format.dateTime(at, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone });
}
