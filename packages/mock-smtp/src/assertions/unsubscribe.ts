import type { CapturedMessage } from "../capture/captured_message.ts";

/** The ways that a message offers to unsubscribe. */
export interface Unsubscribe {
  /** The first `https:` address of List-Unsubscribe, or else its first `http:` address. */
  readonly http: string | null;
  /** Its first `mailto:` address. */
  readonly mailto: string | null;
  /** Whether a POST to an `https:` address is enough (RFC 8058). */
  readonly oneClick: boolean;
}

/**
 * Reads List-Unsubscribe (RFC 2369) and List-Unsubscribe-Post (RFC 8058).
 *
 * That the two are signed with DKIM, which RFC 8058 asks for too, is not looked at.
 *
 * @example One click is offered
 * ```ts
 * import { startMockSmtp, unsubscribe } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({
 *   from: "a@example.test",
 *   to: "b@example.test",
 *   headers: {
 *     "List-Unsubscribe": "<https://example.test/u/7>, <mailto:u@example.test>",
 *     "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
 *   },
 * });
 *
 * assert.deepEqual(unsubscribe(await server.next()), {
 *   http: "https://example.test/u/7",
 *   mailto: "mailto:u@example.test",
 *   oneClick: true,
 * });
 * await server.close();
 * ```
 */
export function unsubscribe(message: CapturedMessage): Unsubscribe {
  const urls = listedUrls(message.header("List-Unsubscribe") ?? "");
  const https = first(urls, /^https:/i);
  const post = message.header("List-Unsubscribe-Post") ?? "";
  return {
    http: https ?? first(urls, /^http:/i),
    mailto: first(urls, /^mailto:/i),
    oneClick: https !== null && /^\s*List-Unsubscribe\s*=\s*One-Click\s*$/i.test(post),
  };
}

/** White space inside of the brackets means nothing (RFC 2369, 2). */
function listedUrls(value: string): readonly string[] {
  return [...value.matchAll(/<([^<>]*)>/g)].map(([, url = ""]) => url.replace(/\s+/g, ""));
}

function first(urls: readonly string[], scheme: RegExp): string | null {
  return urls.find((url) => scheme.test(url)) ?? null;
}
