import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import { allMismatches, describeMatch, type MessageFilter } from "./message_filter.ts";
import { WaitError, type WaitEvidence } from "./wait_error.ts";

/** How many messages and sessions are told of; the latest matter most. */
const SHOWN = 10;

/** A story that is to be told. */
export interface WaitStory {
  /** What could not be done: the error's first line. */
  readonly title: string;
  readonly filter: MessageFilter;
  readonly evidence: WaitEvidence;
  /** Whether a message was given to somebody. */
  isTaken(message: CapturedMessage): boolean;
}

/** Tells why a wait was in vain: message by message, field by field, session by session. */
export async function explainWait(story: WaitStory): Promise<WaitError> {
  const { evidence } = story;
  const lines = [
    story.title,
    ...(await tellMessages(story)),
    ...(evidence.evictedMessages > 0
      ? [`${evidence.evictedMessages} older messages had to go because of a limit.`]
      : []),
    ...tellSessions(evidence.sessions),
  ];
  return new WaitError(lines.join("\n"), evidence);
}

/** A filter in words, as in `to "a@x.test", subject /hi/`. */
export function describeFilter(filter: MessageFilter): string {
  const { header = {}, where, ...rest } = filter;
  return [
    ...Object.entries(rest).map(([name, match]) => `${name} ${describeMatch(match)}`),
    ...Object.entries(header).map(([name, match]) => `header ${name} ${describeMatch(match)}`),
    ...(where === undefined ? [] : [`where ${where.name || "a function holds"}`]),
  ].join(", ");
}

async function tellMessages(story: WaitStory): Promise<readonly string[]> {
  const { messages } = story.evidence;
  if (messages.length === 0) {
    return ["No message was captured."];
  }
  const told = await Promise.all(messages.slice(-SHOWN).map((it) => tellMessage(story, it)));
  const omitted = messages.length - told.length;
  return [
    `${messages.length} captured${omitted > 0 ? `, the last ${SHOWN}` : ""}:`,
    ...told.flat(),
  ];
}

async function tellMessage(story: WaitStory, message: CapturedMessage): Promise<string[]> {
  const title = `  ${describeMessage(message)}`;
  const reasons = await allMismatches(message, story.filter).catch(() => []);
  if (reasons.length > 0) {
    const fields = reasons.map((it) => `    ${it.field}: wanted ${it.wanted}, found ${it.found}`);
    return [`${title}:`, ...fields];
  }
  return [`${title}: matches${story.isTaken(message) ? ", but an earlier call was given it" : ""}`];
}

/** A message in a few words. */
export function describeMessage(message: CapturedMessage): string {
  const recipients = message.envelope.recipients.map((it) => it.address).join(", ");
  return `message ${message.sequence} to ${recipients}, subject ${JSON.stringify(message.subject ?? null)}`;
}

function tellSessions(sessions: readonly CapturedSession[]): readonly string[] {
  if (sessions.length === 0) {
    return ["Nobody connected."];
  }
  const failed = sessions.filter((it) => it.failures.length > 0);
  const silent = sessions.filter((it) => it.failures.length === 0 && it.messageCount === 0);
  return [
    `${sessions.length} connected, ${failed.length} met a failure.`,
    ...failed.slice(-SHOWN).flatMap(tellFailures),
    ...silent.slice(-SHOWN).map(tellSilence),
  ];
}

function tellFailures(session: CapturedSession): readonly string[] {
  return session.failures.slice(-3).map((failure) => {
    const command = failure.command === null ? "" : ` after ${failure.command}`;
    const reply = failure.reply === null ? "" : `, reply ${failure.reply}`;
    const place = `  session ${session.number} (${session.listener}) failed at ${failure.stage}`;
    return `${place}${command}${reply}: ${failure.reason}`;
  });
}

function tellSilence(session: CapturedSession): string {
  const last = session.transcript.findLast((entry) => entry.by === "client")?.text;
  const state = session.end === null ? "is still open" : `ended (${session.end})`;
  const said = last === undefined ? "the client never spoke" : `the client said last: ${last}`;
  return `  session ${session.number} (${session.listener}) brought no message and ${state}, ${said}`;
}
