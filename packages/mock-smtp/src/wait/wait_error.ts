import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import { describeMatch, type MessageFilter, mismatches, type TextMatch } from "./message_filter.ts";

const SHOWN = 10;

/** No message came that was waited for; the error's text says what came instead. */
export class WaitError extends Error {
  override readonly name = "WaitError";
  /** The messages that came and were not the one. */
  readonly messages: readonly CapturedMessage[];
  /** The sessions there were. */
  readonly sessions: readonly CapturedSession[];

  constructor(text: string, evidence: WaitEvidence) {
    super(text);
    this.messages = evidence.messages;
    this.sessions = evidence.sessions;
  }
}

/** What there is to tell from. */
export interface WaitEvidence {
  readonly messages: readonly CapturedMessage[];
  readonly sessions: readonly CapturedSession[];
}

/** Tells the story of a wait that was in vain. */
export function explainTimeout(
  filter: MessageFilter,
  timeoutMs: number,
  evidence: WaitEvidence,
): WaitError {
  const wanted = describeFilter(filter);
  const lines = [
    `Cannot find a message${wanted === "" ? "" : ` with ${wanted}`}: none came within ${timeoutMs} ms`,
    ...tellMessages(filter, evidence.messages),
    ...tellSessions(evidence.sessions),
  ];
  return new WaitError(lines.join("\n"), evidence);
}

function describeFilter(filter: MessageFilter): string {
  const { header = {}, where, ...rest } = filter;
  const fields: [string, TextMatch][] = [
    ...Object.entries<TextMatch>(rest),
    ...Object.entries(header).map(([name, it]): [string, TextMatch] => [`header ${name}`, it]),
    ...(where === undefined ? [] : [["where", where.name || "a function"] as [string, TextMatch]]),
  ];
  return fields.map(([name, match]) => `${name} ${describeMatch(match)}`).join(", ");
}

function tellMessages(filter: MessageFilter, messages: readonly CapturedMessage[]): string[] {
  if (messages.length === 0) {
    return ["No message was captured."];
  }
  return [
    `${messages.length} captured:`,
    ...messages.slice(-SHOWN).flatMap((message) => tellMessage(filter, message)),
  ];
}

function tellMessage(filter: MessageFilter, message: CapturedMessage): string[] {
  const recipients = message.envelope.recipients.map((it) => it.address).join(", ");
  const title = `  message ${message.sequence} to ${recipients}, subject ${JSON.stringify(message.subject)}`;
  const reasons = mismatches(message, filter);
  return reasons.length === 0
    ? [`${title}: matches, but an earlier call was given it`]
    : [
        `${title}:`,
        ...reasons.map((it) => `    ${it.field}: wanted ${it.wanted}, found ${it.found}`),
      ];
}

function tellSessions(sessions: readonly CapturedSession[]): string[] {
  if (sessions.length === 0) {
    return ["Nobody connected."];
  }
  const failed = sessions.filter((it) => it.failures.length > 0);
  const silent = sessions.filter((it) => it.failures.length === 0 && it.messageCount === 0);
  return [
    `${sessions.length} connected, ${failed.length} met a failure.`,
    ...failed.slice(-SHOWN).flatMap(tellFailedSession),
    ...silent.slice(-SHOWN).map(tellSilentSession),
  ];
}

function tellFailedSession(session: CapturedSession): string[] {
  return session.failures.slice(-3).map((failure) => {
    const command = failure.command === null ? "" : ` after ${failure.command}`;
    const reply = failure.reply === null ? "" : `, reply ${failure.reply}`;
    return `  session ${session.number} (${session.listener}) failed at ${failure.stage}${command}${reply}: ${failure.reason}`;
  });
}

function tellSilentSession(session: CapturedSession): string {
  const last = session.transcript.findLast((entry) => entry.by === "client")?.text;
  const state = session.end === null ? "is still open" : `ended (${session.end})`;
  const said = last === undefined ? "the client never spoke" : `the client said last: ${last}`;
  return `  session ${session.number} (${session.listener}) brought no message and ${state}, ${said}`;
}
