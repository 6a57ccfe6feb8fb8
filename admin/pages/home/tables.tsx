// Home's two tables: the messages that are live with what they did, and the largest segments.
import { ErrorNote } from "../../components/error-note";
import { Link } from "../../components/link";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { Table } from "../../components/table";
import { currentShop } from "../../models/session";
import { shopSettings } from "../../models/shop-settings";
import { format, text } from "../../texts/index";
import type { HomeModel, MessageRow, SegmentRow } from "./model";

export function LiveMessages({ model }: { model: HomeModel }) {
  const words = text.home.messages;
  const { currency } = currentShop();
  const { error } = model.messages;
  const shop = shopSettings.value;
  const count = (of: "shown" | "clicked" | "converted") => (row: MessageRow) =>
    format.number(row.last30Days[of]);
  return (
    <Panel
      flush
      title={words.title}
      about={shop && words.about(shop.clickDays, shop.viewDays)}
      actions={<Link to="/messages">{words.all}</Link>}
    >
      {error.value ? (
        <Failed problem={error.value} onRetry={model.messages.refresh} />
      ) : (
        <Table
          caption={words.title}
          rows={model.liveMessages.value}
          keyOf={(row) => row.id}
          empty={words.none}
          columns={[
            {
              id: "name",
              label: words.name,
              cell: (row) => (
                <Link quiet to={`/messages/${row.id}`}>
                  {row.name}
                </Link>
              ),
            },
            { id: "shown", label: words.shown, numeric: true, cell: count("shown") },
            { id: "clicked", label: words.clicked, numeric: true, cell: count("clicked") },
            { id: "converted", label: words.converted, numeric: true, cell: count("converted") },
            {
              id: "revenue",
              label: words.revenue,
              numeric: true,
              cell: (row) => <Money amount={row.last30Days.revenue} currency={currency} />,
            },
          ]}
        />
      )}
    </Panel>
  );
}

export function LargestSegments({ model }: { model: HomeModel }) {
  const words = text.home.segments;
  const { error } = model.segments;
  const total = model.people.data.value?.total;
  const share = (row: SegmentRow) => (total ? format.percent(row.size / total) : "");
  return (
    <Panel flush title={words.title} about={words.about} actions={<Link to="/segments">{words.all}</Link>}>
      {error.value ? (
        <Failed problem={error.value} onRetry={model.segments.refresh} />
      ) : (
        <Table
          caption={words.title}
          rows={model.largest.value}
          keyOf={(row) => row.id}
          empty={words.none}
          columns={[
            {
              id: "name",
              label: words.name,
              cell: (row) => (
                <Link quiet to={`/segments/${row.id}`}>
                  {row.name}
                </Link>
              ),
            },
            { id: "size", label: words.size, numeric: true, cell: (row) => format.number(row.size) },
            { id: "share", label: words.share, numeric: true, cell: share },
          ]}
        />
      )}
    </Panel>
  );
}

function Failed({
  problem,
  onRetry,
}: {
  problem: Parameters<typeof ErrorNote>[0]["problem"];
  onRetry: () => Promise<void>;
}) {
  return (
    <div class="p-4 sm:px-6">
      <ErrorNote problem={problem} onRetry={() => void onRetry()} />
    </div>
  );
}
