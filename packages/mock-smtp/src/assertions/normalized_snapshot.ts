import type { CapturedMessage } from "../capture/captured_message.ts";

/** What is made stable besides what always is. */
export interface SnapshotOptions {
  /** More header fields whose value differs from run to run. */
  readonly fields?: readonly string[];
}

const VOLATILE_FIELDS = [
  "Date",
  "Message-ID",
  "Received",
  "Resent-Date",
  "Resent-Message-ID",
  "DKIM-Signature",
  "ARC-Seal",
  "ARC-Message-Signature",
];
const BOUNDARY_REGEXP = /\bboundary\s*=\s*(?:"([^"\r\n]+)"|([^\s;"]+))/gi;

/**
 * Writes a message so that it is the same in every run: for `toMatchSnapshot()` or a golden file.
 *
 * Line ends become LF; the values of Date, Message-ID, Received, the DKIM and ARC signatures and of
 * the fields that are asked for become their name in brackets; the message's own Message-ID does
 * so wherever it stands; the boundaries of its parts become `boundary-1`, `boundary-2`, ... in the
 * order in which they are declared. Everything else is as it was sent.
 *
 * @example Two runs, one snapshot
 * ```ts
 * import { normalizedSnapshot, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * const mail = { from: "a@example.test", to: "b@example.test", text: "Hi", html: "<p>Hi</p>" };
 * await transport.sendMail(mail);
 * await transport.sendMail(mail);
 *
 * const first = normalizedSnapshot(await server.next());
 * assert.match(first, /^Message-ID: \[message-id\]$/m);
 * assert.match(first, /boundary="boundary-1"/);
 * assert.equal(normalizedSnapshot(await server.next()), first);
 * await server.close();
 * ```
 */
export function normalizedSnapshot(
  message: CapturedMessage,
  options: SnapshotOptions = {},
): string {
  const text = message.raw.toString("utf8").replaceAll("\r\n", "\n");
  const end = text.indexOf("\n\n");
  const head = end === -1 ? text : text.slice(0, end);
  // A message that begins with an empty line has no header.
  const header = text.startsWith("\n") ? "" : head;
  const fields = [...VOLATILE_FIELDS, ...(options.fields ?? [])];
  const stable = fields.reduce(stabilizeField, header) + text.slice(header.length);
  const id = message.header("Message-ID")?.trim();
  return stabilizeBoundaries(id?.includes("@") ? stable.replaceAll(id, "[message-id]") : stable);
}

/** A field ends before the next line that does not begin with white space. */
function stabilizeField(header: string, name: string): string {
  const escaped = name.replace(/[^A-Za-z0-9-]/g, "\\$&");
  return header.replace(
    new RegExp(`^(${escaped})[ \\t]*:.*(?:\\n[ \\t].*)*`, "gim"),
    (_, asWritten) => `${asWritten}: [${name.toLowerCase()}]`,
  );
}

function stabilizeBoundaries(text: string): string {
  const names = new Map<string, string>();
  const declared = text.replace(BOUNDARY_REGEXP, (_, quoted, bare) => {
    const boundary = String(quoted ?? bare);
    const name = names.get(boundary) ?? `boundary-${names.size + 1}`;
    names.set(boundary, name);
    return `boundary="${name}"`;
  });
  return declared.replace(/^--(.*?)(--)?[ \t]*$/gm, (line, boundary, close = "") => {
    const name = names.get(boundary) ?? names.get(`${boundary}${close}`);
    return name === undefined ? line : `--${name}${names.has(boundary) ? close : ""}`;
  });
}
