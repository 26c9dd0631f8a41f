/**
 * A point of a session at which something happens, fails, or can be made to fail.
 *
 * - `connect`: accepted, nothing said yet; before the handshake of implicit TLS
 * - `handshake`: the client has sent its TLS hello
 * - `banner`, `ehlo` (also HELO and LHLO), `starttls`, `mail`, `rcpt`, `data` (DATA, and each BDAT
 *   but the last), `end-of-data`, `quit`, `other` (RSET, NOOP, VRFY, HELP, unknown): the reply to it
 * - `auth`: any reply of the exchange
 * - `content`: in the middle of the content
 * - `accepted`: the 250 of a message has been flushed
 */
export type SessionStage =
  | "connect"
  | "handshake"
  | "banner"
  | "ehlo"
  | "starttls"
  | "auth"
  | "mail"
  | "rcpt"
  | "data"
  | "content"
  | "end-of-data"
  | "accepted"
  | "quit"
  | "other";

/** Every stage, in the order of a session. */
export const SESSION_STAGES: readonly SessionStage[] = [
  "connect",
  "handshake",
  "banner",
  "ehlo",
  "starttls",
  "auth",
  "mail",
  "rcpt",
  "data",
  "content",
  "end-of-data",
  "accepted",
  "quit",
  "other",
];
