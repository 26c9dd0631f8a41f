/**
 * Stands in for the package smtp-tester 2 in tests: `init`, `bind`, `captureOne` and the rest, on
 * the engine of mock-smtp.
 *
 * What is different is what was wrong: `captureOne` clears its timer and takes one message only,
 * `stop()` also returns a promise, port `0` works, and an address that cannot be bound is reported
 * by `ready`.
 *
 * @example Instead of `import smtpTester from "smtp-tester"`
 * ```ts
 * import { init } from "@fieldpost/mock-smtp/smtp-tester";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const mailServer = init(0);
 * await mailServer.ready;
 * const transport = createTransport({ host: "127.0.0.1", port: mailServer.port });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", text: "Hello" });
 *
 * const { email } = await mailServer.captureOne("b@example.test", { wait: 1000 });
 * assert.equal(email.body, "Hello");
 * await mailServer.stop();
 * ```
 *
 * @module
 */

export {
  init,
  type MailServer,
  type TesterCapture,
  type TesterHandler,
  type TesterOptions,
} from "./init.ts";
export type { TesterEmail } from "./tester_email.ts";
