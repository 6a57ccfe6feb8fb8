// Imports: what was brought in, how it went, and the pools of coupon codes.
import { Badge, type Tone } from "../../components/badge";
import { EmptyState } from "../../components/empty-state";
import { ErrorNote } from "../../components/error-note";
import { Upload } from "../../components/icons";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { type Column, Table } from "../../components/table";
import { may } from "../../models/permissions";
import { resource } from "../../models/resource";
import { currentShop, shopParam } from "../../models/session";
import { useModel } from "../../models/use-model";
import { format, text } from "../../texts/index";
import { type ImportShown, listImports, listPools } from "./api";

function openList() {
  const imports = resource(shopParam, (_, signal) => listImports(signal));
  const pools = resource(shopParam, (_, signal) => listPools(signal));
  return {
    imports,
    pools,
    dispose() {
      imports.dispose();
      pools.dispose();
    },
  };
}

export default function ImportsPage() {
  const { imports, pools } = useModel(openList);
  const words = text.imports;
  const isEmpty = imports.data.value?.length === 0;
  const start = may("marketer") && (
    <Link to="/imports/new" button="primary" icon={Upload}>
      {words.start}
    </Link>
  );
  const { error } = imports;
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={!isEmpty && start} />
      {error.value && <ErrorNote problem={error.value} onRetry={() => void imports.refresh()} />}
      {isEmpty ? (
        <EmptyState icon={Upload} title={words.list.emptyTitle} action={start}>
          {words.list.empty}
        </EmptyState>
      ) : (
        !error.value && (
          <Panel flush>
            <Table
              caption={words.list.caption}
              columns={columns()}
              rows={imports.data.value}
              keyOf={({ id }) => id}
            />
          </Panel>
        )
      )}
      {pools.data.value && pools.data.value.length > 0 && (
        <div class="mt-6">
          <Panel flush title={words.list.pools} about={words.list.poolsAbout}>
            <Table
              caption={words.list.pools}
              columns={poolColumns()}
              rows={pools.data.value}
              keyOf={({ pool }) => pool}
            />
          </Panel>
        </div>
      )}
    </>
  );
}

export const toneOf: Record<ImportShown["state"], Tone> = {
  uploading: "warn",
  ready: "warn",
  running: "accent",
  done: "good",
  undoing: "accent",
  undone: "neutral",
};

function columns(): Column<ImportShown>[] {
  const words = text.imports.list;
  const { timeZone } = currentShop();
  return [
    {
      id: "file",
      label: words.file,
      cell: ({ id, file }) => (
        <Link to={`/imports/${id}`} quiet>
          {file}
        </Link>
      ),
    },
    {
      id: "state",
      label: words.state,
      cell: ({ state }) => <Badge tone={toneOf[state]}>{text.imports.states[state]}</Badge>,
    },
    {
      id: "kind",
      label: words.kind,
      cell: ({ kind, pool, table }) => (
        <span class="whitespace-nowrap">
          {text.imports.kinds[kind]}
          {(pool ?? table) && `: ${pool ?? table}`}
        </span>
      ),
    },
    { id: "rows", label: words.rows, numeric: true, cell: ({ records }) => format.number(records) },
    { id: "made", label: words.made, numeric: true, cell: ({ made }) => format.number(made) },
    { id: "changed", label: words.changed, numeric: true, cell: ({ changed }) => format.number(changed) },
    {
      id: "when",
      label: words.when,
      numeric: true,
      cell: ({ createdAt, by }) => (
        <>
          <RelativeTime at={createdAt} timeZone={timeZone} /> <span class="text-muted">{words.by(by)}</span>
        </>
      ),
    },
  ];
}

type Pool = Awaited<ReturnType<typeof listPools>>[number];

function poolColumns(): Column<Pool>[] {
  const words = text.imports.list;
  const { timeZone } = currentShop();
  return [
    { id: "pool", label: words.pool, cell: ({ pool }) => pool },
    { id: "codes", label: words.codes, numeric: true, cell: ({ codes }) => format.number(codes) },
    { id: "claimed", label: words.claimed, numeric: true, cell: ({ claimed }) => format.number(claimed) },
    {
      id: "newest",
      label: words.newest,
      numeric: true,
      cell: ({ importedAt }) => <RelativeTime at={importedAt} timeZone={timeZone} />,
    },
  ];
}
