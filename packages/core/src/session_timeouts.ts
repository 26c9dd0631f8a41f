import type { PathHistory } from "./ratchet.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** How long a session waits at each stage, in milliseconds; `content` counts per block sent. */
export type SessionTimeouts = Readonly<Record<SubmissionStage, number>>;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * Time limits for unattended delivery.
 *
 * The ten minutes after the lone dot stay long on purpose: giving up there makes duplicates
 * (RFC 1047).
 *
 * @see RFC 5321 section 4.5.3.2
 */
export const QUEUE_TIMEOUTS: SessionTimeouts = {
  connect: 30 * SECOND_MS,
  tls: 30 * SECOND_MS,
  greeting: 5 * MINUTE_MS,
  ehlo: 5 * MINUTE_MS,
  starttls: 5 * MINUTE_MS,
  auth: 5 * MINUTE_MS,
  mail: 5 * MINUTE_MS,
  rcpt: 5 * MINUTE_MS,
  data: 2 * MINUTE_MS,
  content: 3 * MINUTE_MS,
  final: 10 * MINUTE_MS,
  reset: 5 * MINUTE_MS,
  quit: 2 * SECOND_MS,
};

/**
 * How long a server may take to greet that never did before. One that expects TLS never will, and
 * five minutes of silence would be all that a wrong setting shows.
 */
const FIRST_GREETING_MS = 30 * SECOND_MS;

/**
 * The time limits of unattended delivery over a path, by what it has shown so far.
 *
 * @example
 * ```ts
 * import { QUEUE_TIMEOUTS, queueTimeouts } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(queueTimeouts(undefined).greeting, 30_000);
 * assert.equal(queueTimeouts({ startTls: true, verified: true }), QUEUE_TIMEOUTS);
 * ```
 */
export function queueTimeouts(history: PathHistory | undefined): SessionTimeouts {
  return history === undefined
    ? { ...QUEUE_TIMEOUTS, greeting: FIRST_GREETING_MS }
    : QUEUE_TIMEOUTS;
}

/** Time limits while a person waits: short before the message is sent, long after the lone dot. */
export const INTERACTIVE_TIMEOUTS: SessionTimeouts = {
  connect: 10 * SECOND_MS,
  tls: 10 * SECOND_MS,
  greeting: 15 * SECOND_MS,
  ehlo: 15 * SECOND_MS,
  starttls: 15 * SECOND_MS,
  auth: 30 * SECOND_MS,
  mail: 30 * SECOND_MS,
  rcpt: 30 * SECOND_MS,
  data: 30 * SECOND_MS,
  content: 60 * SECOND_MS,
  final: 10 * MINUTE_MS,
  reset: 15 * SECOND_MS,
  quit: 2 * SECOND_MS,
};
