import type { Attachment, HeaderValue, ParsedMail } from "mailparser";
import type {
  SMTPServerDataStream,
  SMTPServerSession,
} from "../smtp_server/smtp_server_options.ts";

const LINE_END = Buffer.from("\r\n", "latin1");

/** A message as handlers see it. */
export interface TesterEmail {
  /** The envelope's sender. */
  readonly sender: string;
  /** The envelope's recipients, each with `true`. */
  readonly receivers: Readonly<Record<string, true>>;
  /** The content as text, without its last line end. */
  readonly data: string;
  /** By name in small letters; addresses as one text. */
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly html: ParsedMail["html"];
  readonly body: ParsedMail["text"];
  readonly attachments: readonly Attachment[];
}

/** Reads a message to its end, and parses it. */
export async function readTesterEmail(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<TesterEmail> {
  const { mailFrom, rcptTo } = session.envelope;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks);
  const content = raw.subarray(-2).equals(LINE_END) ? raw.subarray(0, -2) : raw;
  const { simpleParser } = await import("mailparser");
  const parsed = await simpleParser(content);
  return {
    sender: mailFrom === false ? "" : mailFrom.address,
    receivers: Object.fromEntries(rcptTo.map((it): [string, true] => [it.address, true])),
    data: content.toString("utf8"),
    headers: Object.fromEntries([...parsed.headers].map(readHeader)),
    body: parsed.text,
    html: parsed.html,
    attachments: parsed.attachments,
  };
}

function readHeader([name, value]: [string, HeaderValue]): [string, HeaderValue] {
  const isText = typeof value === "object" && "text" in value && typeof value.text === "string";
  return [name, isText && value.text !== "" ? value.text : value];
}
