import type { CapturedMessage } from "../capture/captured_message.ts";

/** A file that came with a message. */
export interface MailAttachment {
  /** Decoded; `null` if it has no name. */
  readonly filename: string | null;
  /** In lower case and without parameters, as `application/pdf`. */
  readonly contentType: string;
  /** Whether it is part of the HTML, as a picture is. */
  readonly isInline: boolean;
  /** Without angle brackets; `null` if it has none. */
  readonly contentId: string | null;
  /** What is in the file: the transfer encoding is undone. */
  readonly content: Buffer;
}

/**
 * Lists the files that came with a message, in their order.
 *
 * @example A file as it was sent
 * ```ts
 * import { attachments, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({
 *   from: "a@example.test",
 *   to: "b@example.test",
 *   attachments: [{ filename: "a.csv", content: "1;2" }],
 * });
 *
 * const [file] = await attachments(await server.next());
 * assert.equal(file?.filename, "a.csv");
 * assert.equal(file.content.toString(), "1;2");
 * await server.close();
 * ```
 */
export async function attachments(message: CapturedMessage): Promise<readonly MailAttachment[]> {
  const parsed = await message.parsed();
  return parsed.attachments.map((it) => ({
    filename: it.filename ?? null,
    contentType: it.contentType,
    isInline: it.related || it.contentDisposition === "inline",
    contentId: it.contentId?.replace(/^<|>$/g, "") ?? null,
    content: it.content,
  }));
}
