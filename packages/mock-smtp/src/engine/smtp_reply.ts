/** A reply: code, enhanced status (RFC 3463) and one or several lines of text. */
export interface SmtpReply {
  readonly code: number;
  /** Left out for the replies that have none: greeting, hello, 3yz. */
  readonly status?: string;
  readonly text: string | readonly string[];
}

/** Whether a reply means yes, so far or altogether (2yz, 3yz). */
export function isPositive(reply: SmtpReply): boolean {
  return reply.code < 400;
}

/** The bytes of a reply as text, with or without enhanced status codes. */
export function formatReply(reply: SmtpReply, withStatus = true): string {
  const status = withStatus && reply.status !== undefined ? `${reply.status} ` : "";
  if (typeof reply.text === "string") {
    return `${reply.code} ${status}${reply.text}\r\n`;
  }
  const last = reply.text.length - 1;
  return reply.text
    .map((line, index) => `${reply.code}${index === last ? " " : "-"}${status}${line}\r\n`)
    .join("");
}

/** A reply as the one line that evidence shows. */
export function replyLine(text: string): string {
  return text.trimEnd().replaceAll("\r\n", " / ");
}
