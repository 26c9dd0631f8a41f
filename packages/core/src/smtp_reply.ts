/**
 * One complete answer of a server.
 *
 * `enhanced` is the enhanced status code of the first line when it has one and its class agrees
 * with the reply code; where they disagree the code counts and `enhanced` is `undefined`. `lines`
 * are the texts after the code, one per line, the enhanced status still in them.
 *
 * @see RFC 5321 section 4.2, RFC 2034
 */
export interface SmtpReply {
  readonly code: number;
  readonly enhanced: string | undefined;
  readonly lines: readonly string[];
}

/**
 * Writes a reply as one line for a person: code, then the lines joined by spaces.
 *
 * @example
 * ```ts
 * import { formatReply } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const reply = { code: 550, enhanced: "5.1.1", lines: ["5.1.1 No such", "mailbox"] };
 * assert.equal(formatReply(reply), "550 5.1.1 No such mailbox");
 * ```
 */
export function formatReply({ code, enhanced, lines }: SmtpReply): string {
  const [first = "", ...more] = lines;
  // RFC 2034 section 4: each line repeats it.
  const repeated = `${enhanced} `;
  const words = more.map((line) =>
    line.startsWith(repeated) ? line.slice(repeated.length).trimStart() : line,
  );
  return [String(code), first, ...words].join(" ").trimEnd();
}

const ENHANCED_REGEXP = /^([245])\.(\d{1,3})\.(\d{1,3})(?= |$)/;

/** Reads the enhanced status at the start of a reply text, when its class is that of the code. */
export function enhancedStatusOf(code: number, text: string): string | undefined {
  const match = ENHANCED_REGEXP.exec(text);
  if (match === null || match[1] !== String(code).charAt(0)) return undefined;
  return match[0];
}
