import type { SmtpReply } from "./smtp_reply.ts";

/** Something that a strict server refuses, or that a sender had better not do. */
export type WarningCode =
  // In the dialogue
  | "address-without-utf8"
  | "auth-in-clear"
  | "bare-line-feed-in-command"
  | "bytes-after-starttls"
  | "control-in-command"
  | "data-before-354"
  | "early-talker"
  | "mail-before-hello"
  | "no-angle-brackets"
  | "pipelining-violation"
  | "source-route"
  | "space-in-path"
  | "unknown-parameter"
  // In the content
  | "8bit-header-without-utf8"
  | "8bit-without-8bitmime"
  | "bare-carriage-return"
  | "bare-line-feed"
  | "bcc-in-header"
  | "long-line"
  | "missing-date"
  | "missing-final-line-end"
  | "missing-from"
  | "missing-message-id"
  | "nul-in-content"
  | "size-understated"
  | "unstuffed-dot";

/** A warning with what gave rise to it. */
export interface ProtocolWarning {
  readonly code: WarningCode;
  /** The sentence, with the offending text or place. */
  readonly message: string;
}

const WARNING_LIMIT = 100;

/** Adds a warning to a list, once per sentence and not without end. */
export function noteWarning(warnings: ProtocolWarning[], warning: ProtocolWarning): void {
  const { code, message } = warning;
  const isKnown = warnings.some((it) => it.code === code && it.message === message);
  if (!isKnown && warnings.length < WARNING_LIMIT) {
    warnings.push(warning);
  }
}

/** Where no better code fits: the content is not as it has to be. */
const CONTENT: SmtpReply = { code: 554, status: "5.6.0", text: "" };
const SYNTAX: SmtpReply = { code: 501, status: "5.1.7", text: "" };
const LINE: SmtpReply = { code: 500, status: "5.5.2", text: "" };
const SEQUENCE: SmtpReply = { code: 503, status: "5.5.1", text: "" };

const REPLIES: Readonly<Record<WarningCode, SmtpReply>> = {
  "address-without-utf8": { code: 553, status: "5.6.7", text: "" },
  "auth-in-clear": { code: 538, status: "5.7.11", text: "" },
  "bare-line-feed-in-command": LINE,
  "bytes-after-starttls": SEQUENCE,
  "control-in-command": LINE,
  "data-before-354": SEQUENCE,
  "early-talker": { code: 554, status: "5.5.1", text: "" },
  "mail-before-hello": SEQUENCE,
  "no-angle-brackets": SYNTAX,
  "pipelining-violation": SEQUENCE,
  "source-route": SYNTAX,
  "space-in-path": SYNTAX,
  "unknown-parameter": { code: 555, status: "5.5.4", text: "" },
  "8bit-header-without-utf8": { code: 554, status: "5.6.7", text: "" },
  "8bit-without-8bitmime": { code: 554, status: "5.6.3", text: "" },
  "bare-carriage-return": CONTENT,
  "bare-line-feed": CONTENT,
  "bcc-in-header": CONTENT,
  "long-line": CONTENT,
  "missing-date": CONTENT,
  "missing-final-line-end": CONTENT,
  "missing-from": CONTENT,
  "missing-message-id": CONTENT,
  "nul-in-content": CONTENT,
  "size-understated": { code: 552, status: "5.3.4", text: "" },
  "unstuffed-dot": CONTENT,
};

/** The reply with which a strict server refuses what others only note. */
export function strictReply(warning: ProtocolWarning): SmtpReply {
  const text = warning.message.replace(/[^ -~]/g, "?").slice(0, 400);
  return { ...REPLIES[warning.code], text };
}
