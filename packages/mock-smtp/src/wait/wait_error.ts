import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";

/** A wait was in vain; the error's text says what came instead. */
export class WaitError extends Error {
  override readonly name = "WaitError";
  /** The messages there were. */
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
  /** Messages that had to go because of a limit. */
  readonly evictedMessages: number;
}
