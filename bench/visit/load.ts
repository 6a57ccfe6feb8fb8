/**
 * Runs in a process of its own: many connections, each with one request under way, for some seconds. Plain sockets,
 * because on a small machine a comfortable client takes the time that it should measure.
 */
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { percentile } from "../harness/result";
import { ORIGIN } from "./shop";
import { bodies } from "./visitors";

export interface LoadInput {
  port: number;
  seconds: number;
  connections: number;
  seed: number;
}
/** Requests per second, and milliseconds. */
export interface Load {
  rate: number;
  requests: number;
  p50: number;
  p95: number;
  p99: number;
  /** Answers other than 200. */
  failed: number;
  /** Mean bytes of an answer's body. */
  bytes: number;
}

const USER_AGENT =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";

const { port, seconds, connections, seed } = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as LoadInput;
const latencies: number[] = [];
let failed = 0;
let bytes = 0;
const began = performance.now();
const until = began + seconds * 1000;
await Promise.all(Array.from({ length: connections }, (_, i) => visit(seed * 1000 + i)));
const result: Load = {
  requests: latencies.length,
  rate: latencies.length / ((performance.now() - began) / 1000),
  p50: percentile(latencies, 50),
  p95: percentile(latencies, 95),
  p99: percentile(latencies, 99),
  failed,
  bytes: bytes / latencies.length,
};
console.log(JSON.stringify(result));
process.exit(0);

function visit(seed: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const said = bodies(seed);
    let sentAt = 0;
    let received = "";
    const next = (answer?: string) => {
      sentAt = performance.now();
      if (sentAt >= until) return void socket.end(resolve);
      send(socket, said.next(answer).value as string);
    };
    socket.on("connect", () => next()).on("error", reject);
    socket.on("data", (data) => {
      received += data.toString("latin1");
      const length = complete(received);
      if (length === undefined) return;
      latencies.push(performance.now() - sentAt);
      bytes += length;
      if (!received.startsWith("HTTP/1.1 200")) failed++;
      const answer = received;
      received = "";
      next(answer);
    });
  });
}

function send(socket: Socket, body: string): void {
  socket.write(
    `POST /v1/visit HTTP/1.1\r\nHost: edge.example\r\nOrigin: ${ORIGIN}\r\nUser-Agent: ${USER_AGENT}\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Length of the body when the answer is complete. */
function complete(received: string): number | undefined {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const body = received.length - end - 4;
  const announced = /content-length: (\d+)/i.exec(received.slice(0, end));
  if (announced) return body >= Number(announced[1]) ? body : undefined;
  return received.endsWith("0\r\n\r\n") ? body : undefined;
}
