// Attributes that came with a file: how many of its people are known, and until when.
import { useEffect, useMemo } from "preact/hooks";
import { Button } from "../../components/button";
import { ErrorNote } from "../../components/error-note";
import { Link } from "../../components/link";
import { Panel } from "../../components/panel";
import { type Column, Table } from "../../components/table";
import { TextInput } from "../../components/text-input";
import { mutation } from "../../models/mutation";
import { may } from "../../models/permissions";
import { resource } from "../../models/resource";
import { notify } from "../../models/toasts";
import { type AttributeFile, endFile, listFiles } from "../../rules/file/api";
import { text } from "../../texts/index";

const DAY = 86_400_000;

/** Nothing where there are none. */
export function AttributeFiles() {
  const files = useMemo(
    () =>
      resource(
        () => true,
        (_, signal) => listFiles(signal),
      ),
    [],
  );
  useEffect(() => files.dispose, []);
  const end = useMemo(
    () =>
      mutation(async ({ file, until }: { file: AttributeFile; until: string }) => {
        await endFile(file.id, until);
        const words = text.attributeFiles;
        notify(until === OVER ? words.ended(file.file) : words.changed(file.file));
        await files.refresh();
      }),
    [],
  );
  const words = text.attributeFiles;
  if (!files.data.value?.length) return null;
  return (
    <Panel flush title={words.list} about={words.listAbout}>
      <Table
        caption={words.list}
        columns={columns((file, until) => void end.run({ file, until }))}
        rows={files.data.value}
        keyOf={({ id }) => id}
      />
      {end.error.value && (
        <div class="p-4">
          <ErrorNote problem={end.error.value} />
        </div>
      )}
    </Panel>
  );
}

/** A day that is over. */
const OVER = "2000-01-01";

function columns(onEnd: (file: AttributeFile, until: string) => void): Column<AttributeFile>[] {
  const words = text.attributeFiles;
  const mayChange = may("marketer");
  return [
    { id: "file", label: words.file, cell: ({ file }) => <span class="font-medium">{file}</span> },
    {
      id: "attributes",
      label: words.attributes,
      cell: ({ attributes }) => (
        <span class="flex flex-wrap gap-x-3">
          {attributes.map((key) => (
            <Link key={key} to={`/attributes/${key}`}>
              {key}
            </Link>
          ))}
        </span>
      ),
    },
    {
      id: "matched",
      label: words.match_,
      numeric: true,
      cell: ({ matched, rows }) => (rows === null ? "" : words.share(matched ?? 0, rows)),
    },
    {
      id: "ends",
      label: words.ends,
      cell: (file) => {
        // It ends when its last day does.
        const last = new Date(file.endsAt - DAY / 2).toISOString().slice(0, 10);
        if (file.endsAt <= Date.now()) return <span class="text-muted">{words.over}</span>;
        if (!mayChange) return last;
        return (
          <span class="flex items-center gap-2 py-1">
            <TextInput
              type="date"
              aria-label={words.untilOf(file.file)}
              value={last}
              onValue={(day) => day > OVER && onEnd(file, day)}
            />
            <Button
              size="small"
              kind="quiet"
              label={words.endNowOf(file.file)}
              onClick={() => onEnd(file, OVER)}
            >
              {words.endNow}
            </Button>
          </span>
        );
      },
    },
  ];
}
