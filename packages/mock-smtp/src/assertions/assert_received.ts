import { AssertionError } from "node:assert";
import type { CapturedMessage } from "../capture/captured_message.ts";
import type { MessageFilter } from "../wait/message_filter.ts";
import type { CaptureSource } from "./capture_source.ts";
import {
  judgeReceived,
  judgeReceivedNothing,
  judgeReceivedTimes,
  type Verdict,
} from "./judge_received.ts";

/**
 * Asserts that a message has come, for `node:test` and other runners without `expect()`.
 *
 * It judges what has come so far; `server.next()` waits.
 *
 * @returns The first message that matches.
 * @throws {AssertionError} If there is none; it tells what came, and why it does not match.
 *
 * @example A message that came
 * ```ts
 * import { assertReceived, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "Hi" });
 *
 * const message = await assertReceived(server, { to: "b@example.test" });
 * assert.equal(message.subject, "Hi");
 * await assert.rejects(assertReceived(server, { to: "c@example.test" }), /found "b@example.test"/);
 * await server.close();
 * ```
 */
export async function assertReceived(
  source: CaptureSource,
  filter: MessageFilter = {},
): Promise<CapturedMessage> {
  const verdict = await judgeReceived(source, filter);
  const [message] = verdict.found;
  if (message === undefined) {
    throw assertionError("assertReceived", verdict);
  }
  return message;
}

/**
 * Asserts that exactly so many messages have come.
 *
 * @returns The messages that match.
 * @throws {AssertionError} If there are fewer or more.
 *
 * @example Sent once
 * ```ts
 * import { assertReceivedTimes, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "Hi" });
 *
 * await assertReceivedTimes(server, 1, { subject: "Hi" });
 * await server.close();
 * ```
 */
export async function assertReceivedTimes(
  source: CaptureSource,
  times: number,
  filter: MessageFilter = {},
): Promise<readonly CapturedMessage[]> {
  const verdict = await judgeReceivedTimes(source, times, filter);
  check("assertReceivedTimes", verdict);
  return verdict.found;
}

/**
 * Asserts that no message has come so far; `server.none()` waits before it says so.
 *
 * @throws {AssertionError} If one came.
 *
 * @example No mail
 * ```ts
 * import { assertReceivedNothing, startMockSmtp } from "@fieldpost/mock-smtp";
 *
 * const server = await startMockSmtp();
 * assertReceivedNothing(server);
 * await server.close();
 * ```
 */
export function assertReceivedNothing(source: CaptureSource): void {
  check("assertReceivedNothing", judgeReceivedNothing(source));
}

/** Throws the reason of a verdict that is negative. */
export function check(operator: string, verdict: Verdict): void {
  if (!verdict.pass) {
    throw assertionError(operator, verdict);
  }
}

function assertionError(operator: string, { reason }: Verdict): AssertionError {
  return new AssertionError({ message: reason, operator, stackStartFn: assertionError });
}
