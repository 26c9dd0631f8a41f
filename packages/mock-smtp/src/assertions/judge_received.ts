import type { CapturedMessage } from "../capture/captured_message.ts";
import { describeFilter, describeMessage, explainWait } from "../wait/explain_wait.ts";
import { allMismatches, type MessageFilter } from "../wait/message_filter.ts";
import { asSource, type CaptureSource, sessionsOf } from "./capture_source.ts";

/** What was found, and the reason in words: why it is so, or why it is not. */
export interface Verdict {
  readonly pass: boolean;
  readonly reason: string;
}

/** A verdict about messages, and those that match. */
export interface ReceivedVerdict extends Verdict {
  readonly found: readonly CapturedMessage[];
}

/** Judges whether at least one message matches. */
export async function judgeReceived(
  subject: unknown,
  filter: MessageFilter,
): Promise<ReceivedVerdict> {
  const source = asSource(subject);
  const found = await matching(source, filter);
  const pass = found.length > 0;
  const reason = pass
    ? tellFound(`Cannot do without ${aMessage(filter)}: ${count(found)} came`, found)
    : await explain(`Cannot find ${aMessage(filter)}: none has come so far`, source, filter);
  return { pass, reason, found };
}

/** Judges whether exactly so many messages match. */
export async function judgeReceivedTimes(
  subject: unknown,
  times: number,
  filter: MessageFilter,
): Promise<ReceivedVerdict> {
  const source = asSource(subject);
  const found = await matching(source, filter);
  const pass = found.length === times;
  const reason = pass
    ? tellFound(`Cannot find another number than ${times} of ${aMessage(filter)}`, found)
    : await explain(
        `Cannot find ${times} of ${aMessage(filter)}: ${found.length} came so far`,
        source,
        filter,
      );
  return { pass, reason, found };
}

/** Judges whether no message came at all. */
export function judgeReceivedNothing(subject: unknown): Verdict {
  const { messages } = asSource(subject);
  return messages.length === 0
    ? { pass: true, reason: "Cannot find a message: none has come so far" }
    : {
        pass: false,
        reason: tellFound(`Cannot do without mail: ${count(messages)} came`, messages),
      };
}

/** Judges whether one message matches. */
export async function judgeMessage(
  message: CapturedMessage,
  filter: MessageFilter,
): Promise<Verdict> {
  const reasons = await allMismatches(message, filter);
  const name = describeMessage(message);
  return reasons.length === 0
    ? { pass: true, reason: `Cannot tell ${name} from ${aMessage(filter)}: it matches` }
    : {
        pass: false,
        reason: [
          `Cannot match ${name}`,
          ...reasons.map((it) => `  ${it.field}: wanted ${it.wanted}, found ${it.found}`),
        ].join("\n"),
      };
}

async function matching(
  source: CaptureSource,
  filter: MessageFilter,
): Promise<readonly CapturedMessage[]> {
  const found: CapturedMessage[] = [];
  for (const message of source.messages) {
    if ((await allMismatches(message, filter)).length === 0) {
      found.push(message);
    }
  }
  return found;
}

async function explain(
  title: string,
  source: CaptureSource,
  filter: MessageFilter,
): Promise<string> {
  const { messages, evictedMessages = 0 } = source;
  const evidence = { messages, sessions: sessionsOf(source), evictedMessages };
  const { message } = await explainWait({ title, filter, evidence, isTaken: () => false });
  // A scope cannot know of connections that brought it nothing.
  return source.sessions === undefined ? message.replace(/\nNobody connected\.$/, "") : message;
}

function tellFound(title: string, found: readonly CapturedMessage[]): string {
  return [title, ...found.slice(-10).map((it) => `  ${describeMessage(it)}`)].join("\n");
}

function aMessage(filter: MessageFilter): string {
  const wanted = describeFilter(filter);
  return wanted === "" ? "a message" : `a message with ${wanted}`;
}

function count(messages: readonly CapturedMessage[]): string {
  return messages.length === 1 ? "1 message" : `${messages.length} messages`;
}
