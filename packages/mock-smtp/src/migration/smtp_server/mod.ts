/**
 * Stands in for the package smtp-server 3 in tests: the same class, options and handlers, on the
 * engine of mock-smtp.
 *
 * What is different is what made tests slow or unsure: the greeting comes at once, no name is
 * looked up, `close()` ends idle connections and returns a promise, the certificate is made in
 * memory and can be had with `ca`, and a bad client never throws into the process. XCLIENT and
 * XFORWARD are not there.
 *
 * @example Instead of `import { SMTPServer } from "smtp-server"`
 * ```ts
 * import { SMTPServer } from "@fieldpost/mock-smtp/smtp-server";
 * import assert from "node:assert/strict";
 *
 * const server = new SMTPServer({ authOptional: true });
 * server.listen(0, "127.0.0.1");
 * await server.ready;
 * assert.ok(server.port > 0);
 * await server.close();
 * ```
 *
 * @module
 */

export { SMTPServer } from "./smtp_server.ts";
export type {
  SMTPServerAddress,
  SMTPServerAuthentication,
  SMTPServerAuthenticationResponse,
  SMTPServerCallback,
  SMTPServerDataStream,
  SMTPServerEnvelope,
  SMTPServerError,
  SMTPServerHandlers,
  SMTPServerListenArguments,
  SMTPServerOptions,
  SMTPServerSession,
} from "./smtp_server_options.ts";
