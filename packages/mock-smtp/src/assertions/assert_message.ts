import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import type { MessageFilter, TextMatch } from "../wait/message_filter.ts";
import { check } from "./assert_received.ts";
import { asMessage, type CaptureSource } from "./capture_source.ts";
import { judgeMessage } from "./judge_received.ts";
import {
  type AuthExpectation,
  type CleanExpectation,
  judgeAuth,
  judgeCleanSmtp,
  judgeHeader,
  judgeTls,
  type TlsExpectation,
} from "./judge_transfer.ts";

/**
 * Asserts that a message is as wanted.
 *
 * @throws {AssertionError} If it is not; field by field it tells why.
 *
 * @example Several fields at once
 * ```ts
 * import { assertMessage, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "Hi" });
 *
 * await assertMessage(await server.next(), { from: "a@example.test", subject: /^H/ });
 * await server.close();
 * ```
 */
export async function assertMessage(
  message: CapturedMessage,
  filter: MessageFilter,
): Promise<void> {
  check("assertMessage", await judgeMessage(asMessage(message), filter));
}

/**
 * Asserts that the server noted no irregularity: about a message, a session, or any.
 *
 * @throws {AssertionError} If it noted one; it lists them.
 *
 * @example nodemailer is a clean sender
 * ```ts
 * import { assertCleanSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "Hi" });
 *
 * assertCleanSmtp(await server.next());
 * await server.close();
 * ```
 */
export function assertCleanSmtp(
  subject: CapturedMessage | CapturedSession | CaptureSource,
  expected: CleanExpectation = {},
): void {
  check("assertCleanSmtp", judgeCleanSmtp(subject, expected));
}

/**
 * Asserts that a message came over TLS.
 *
 * @throws {AssertionError} If it came in clear, or over another TLS than is wanted.
 *
 * @example In clear
 * ```ts
 * import { assertSentOverTls, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "Hi" });
 *
 * const message = await server.next();
 * assert.throws(() => assertSentOverTls(message, { minVersion: "TLSv1.2" }), /in clear/);
 * await server.close();
 * ```
 */
export function assertSentOverTls(message: CapturedMessage, expected: TlsExpectation = {}): void {
  check("assertSentOverTls", judgeTls(asMessage(message), expected));
}

/**
 * Asserts that a user had logged in when a message came.
 *
 * @throws {AssertionError} If it was another user, or nobody.
 *
 * @example Nobody had logged in
 * ```ts
 * import { assertAuthenticatedAs, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "Hi" });
 *
 * const message = await server.next();
 * assert.throws(() => assertAuthenticatedAs(message, "ann"), /wanted "ann", found nobody/);
 * await server.close();
 * ```
 */
export function assertAuthenticatedAs(
  message: CapturedMessage,
  user: TextMatch,
  expected: AuthExpectation = {},
): void {
  check("assertAuthenticatedAs", judgeAuth(asMessage(message), user, expected));
}

/**
 * Asserts that a message has a header field, decoded, with this value if one is given.
 *
 * @throws {AssertionError} If it has none of that name and value.
 *
 * @example A field, and a field with its value
 * ```ts
 * import { assertHeader, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "Hi" });
 *
 * const message = await server.next();
 * assertHeader(message, "Message-ID");
 * assertHeader(message, "From", "a@example.test");
 * await server.close();
 * ```
 */
export function assertHeader(message: CapturedMessage, name: string, value?: TextMatch): void {
  check("assertHeader", judgeHeader(asMessage(message), name, value));
}
