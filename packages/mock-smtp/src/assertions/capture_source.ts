import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";

/** Whatever has captured messages: a server, a scope, the error of a wait. */
export interface CaptureSource {
  readonly messages: readonly CapturedMessage[];
  /** @default those that brought the messages */
  readonly sessions?: readonly CapturedSession[];
  readonly evictedMessages?: number;
}

/** @throws {TypeError} If it is no server or scope. */
export function asSource(value: unknown): CaptureSource {
  if (!isSource(value)) {
    throw new TypeError(`Cannot look for messages in ${nameOf(value)}: a server or scope has them`);
  }
  return value;
}

/** @throws {TypeError} If it is no message. */
export function asMessage(value: unknown): CapturedMessage {
  if (!isMessage(value)) {
    throw new TypeError(`Cannot judge ${nameOf(value)}: a message that was captured is wanted`);
  }
  return value;
}

/** Whether it holds captured messages. */
export function isSource(value: unknown): value is CaptureSource {
  return isObject(value) && "messages" in value && Array.isArray(value.messages);
}

/** Whether it is a captured message. */
export function isMessage(value: unknown): value is CapturedMessage {
  return isObject(value) && "envelope" in value && "transfer" in value;
}

/** Whether it is a session. */
export function isSession(value: unknown): value is CapturedSession {
  return isObject(value) && "transcript" in value && "listener" in value;
}

/** What somebody gave instead; the commonest mistake is named. */
export function nameOf(value: unknown): string {
  if (isObject(value) && "then" in value) {
    return 'a promise (is an "await" missing?)';
  }
  return Array.isArray(value)
    ? "an array"
    : value === null
      ? "null"
      : `a value of type ${typeof value}`;
}

/** The sessions of a source; a scope knows only those that brought its messages. */
export function sessionsOf(source: CaptureSource): readonly CapturedSession[] {
  return source.sessions ?? [...new Set(source.messages.map((it) => it.session))];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
