// What the pages of messages ask of the API.
import type { MessageDesign } from "../../../core/messages/message";
import { answer, api } from "../../api";
import { shopParam } from "../../models/session";

export type MessageSummary = Awaited<ReturnType<typeof loadMessages>>[number];
/** The client's type of JSON cannot follow the recursive rule: the domain's own stands in its place. */
export type Message = Omit<MessageSummary, "audience" | "conditional" | "schedule" | "last30Days"> & {
  draft: MessageDesign;
  published: MessageDesign | null;
};
export type Report = Awaited<ReturnType<typeof loadReport>>;
export type Segment = Awaited<ReturnType<typeof loadSegments>>[number];
/** What can be done to a message as a whole. */
export type Act = "publish" | "pause" | "resume" | "archive" | "restore";

const all = () => api.shops[":shop"].messages;
const one = () => all()[":message"];
const param = (message: string) => ({ ...shopParam(), message });
const asked = (signal: AbortSignal | undefined) => ({ init: signal ? { signal } : {} });

export async function loadMessages(signal?: AbortSignal) {
  const { messages } = await answer(all().$get({ param: shopParam() }, asked(signal)));
  return messages;
}

export async function loadMessage(id: string, signal?: AbortSignal): Promise<Message> {
  return (await answer(one().$get({ param: param(id) }, asked(signal)))) as Message;
}

export async function createMessage(json: { name: string; design: MessageDesign }): Promise<Message> {
  return (await answer(all().$post({ param: shopParam(), json }))) as Message;
}

export async function saveMessage(
  id: string,
  json: { name: string; design: MessageDesign; version: number },
): Promise<Message> {
  return (await answer(one().$patch({ param: param(id), json }))) as Message;
}

export async function actOn(id: string, act: Act): Promise<Message> {
  return (await answer(one()[act].$post({ param: param(id) }))) as Message;
}

export async function deleteMessage(id: string): Promise<void> {
  await answer(one().$delete({ param: param(id) }));
}

export async function orderMessages(ids: readonly string[]): Promise<void> {
  await answer(all().order.$post({ param: shopParam(), json: { messages: [...ids] } }));
}

/** @param days calendar days of the shop, `2026-11-23`, both included */
export async function loadReport(id: string, days: { from: string; to: string }, signal?: AbortSignal) {
  return answer(one().report.$get({ param: param(id), query: days }, asked(signal)));
}

/** The segments that a message may name: those that are not archived. */
export async function loadSegments(signal?: AbortSignal) {
  const { segments } = await answer(api.shops[":shop"].segments.$get({ param: shopParam() }, asked(signal)));
  return segments.filter(({ archivedAt }) => archivedAt === null);
}

/** Whether everything is paused: then no message is shown, whatever its own state. */
export async function loadIsPaused(signal?: AbortSignal): Promise<boolean> {
  const { paused } = await answer(api.shops[":shop"].$get({ param: shopParam() }, asked(signal)));
  return paused;
}
