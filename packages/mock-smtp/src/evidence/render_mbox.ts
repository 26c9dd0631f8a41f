import type { CapturedMessage } from "../capture/captured_message.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const QUOTED_REGEXP = /^(?=>*From )/gm;

/**
 * Writes messages one after the other into an mbox (RFC 4155) with the quoting of *mboxrd*, which
 * a reader can undo.
 *
 * Line ends become LF, as is the custom; for the exact bytes take `raw`, which is the message's
 * `.eml` file as it is.
 *
 * @example Open with `mutt -f all.mbox`
 * ```ts
 * import { renderMbox, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", text: "From afar" });
 * await server.close();
 *
 * const mbox = renderMbox(server.messages).toString();
 * assert.match(mbox, /^From a@example\.test \w{3} \w{3} [ \d]\d/);
 * assert.match(mbox, /^>From afar$/m);
 * ```
 */
export function renderMbox(messages: readonly CapturedMessage[]): Buffer {
  return Buffer.concat(messages.map(renderEntry));
}

function renderEntry(message: CapturedMessage): Buffer {
  // One character for each byte: nothing is decoded, nothing is lost.
  const text = message.raw.toString("latin1").replaceAll("\r\n", "\n");
  const body = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  return Buffer.concat([
    Buffer.from(`From ${senderOf(message)} ${ctime(message.receivedAt)}\n`),
    Buffer.from(`${body.replace(QUOTED_REGEXP, ">")}\n`, "latin1"),
  ]);
}

/** The line's fields are divided by spaces, and a bounce has no sender. */
function senderOf(message: CapturedMessage): string {
  return message.envelope.from.replace(/[\s\0-\x1f\x7f]+/g, "-") || "MAILER-DAEMON";
}

function ctime(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2, " ");
  const time = date.toISOString().slice(11, 19);
  const names = `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]}`;
  return `${names} ${day} ${time} ${date.getUTCFullYear()}`;
}
