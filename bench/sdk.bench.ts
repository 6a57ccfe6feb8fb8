/** What the script costs a page: bytes, main thread, requests and time until a message stands, beside others' scripts. */
import { type Browser, chromium } from "playwright-core";
import { atMost, type Bench, median, type Ratio, type Row, row } from "./harness/result";
import { type Bundle, bundles } from "./sdk/bundles";
import { type Loaded, load } from "./sdk/load";
import { serve } from "./sdk/servers";

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

export const bench: Bench = async () => {
  const { files, ours, quiet, peers } = await bundles();
  const stop = await serve(files);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const all = [ours, ...peers];
    const run = [ours, quiet, ...peers];
    const main = await mainThread(browser, run);
    const slow: Loaded[] = [];
    for (let round = 0; round < ROUNDS; round++) slow.push(await load(browser, ours.script, true));
    const messages = slow.map(({ message }) => message ?? Number.NaN);
    const rows: Row[] = [
      ...all.flatMap(({ name, first, all }) => [
        row(`${name}: first load`, first, "bytes (brotli)"),
        ...(all === first ? [] : [row(`${name}: all before a message`, all, "bytes (brotli)")]),
      ]),
      ...run.map(({ name }) => row(`${name}: main thread at 4× CPU`, main.get(name)!, "ms")),
      row("ours: requests until the message stands", median(slow.map(({ requests }) => requests)), ""),
      row("ours: navigation to message, slow 4G and 4× CPU", median(messages), "ms"),
    ];
    return { rows, ratios: ratios(ours, quiet, peers, main) };
  } finally {
    await browser.close();
    stop();
  }
};

/** Milliseconds that each adds to an empty page, pages in turns. */
async function mainThread(browser: Browser, all: Bundle[]): Promise<Map<string, number>> {
  const samples = new Map(all.map(({ name }) => [name, [] as number[]]));
  await load(browser, undefined, false);
  for (let round = 0; round < ROUNDS; round++) {
    const empty = await load(browser, undefined, false);
    for (const { name, script } of all)
      samples.get(name)!.push((await load(browser, script, false)).mainThread - empty.mainThread);
  }
  return new Map([...samples].map(([name, times]) => [name, median(times)]));
}

function ratios(ours: Bundle, quiet: Bundle, peers: Bundle[], main: Map<string, number>): Ratio[] {
  const showing = peers.filter(({ messages }) => messages);
  const lightest = Math.min(...showing.map(({ all }) => all));
  const fastest = Math.min(...showing.map(({ name }) => main.get(name)!));
  return [
    atMost(
      "first load, ours / lightest that shows messages",
      ours.first / Math.min(...showing.map(({ first }) => first)),
      0.3,
    ),
    atMost("all before a message, ours / lightest", ours.all / lightest, 0.3),
    atMost(
      "main thread, nothing shown, ours / fastest that shows messages",
      main.get(quiet.name)! / fastest,
      1,
    ),
  ];
}
