/** Something that a strict server would have refused, or that a sender had better not do. */
export type WarningCode =
  | "address-without-utf8"
  | "auth-in-clear"
  | "bare-line-feed-in-command"
  | "bytes-after-starttls"
  | "data-before-354"
  | "early-talker"
  | "mail-before-hello"
  | "no-angle-brackets"
  | "source-route"
  | "space-in-path"
  | "unknown-parameter";

/** A warning with what gave rise to it. */
export interface ProtocolWarning {
  readonly code: WarningCode;
  /** The sentence, with the offending text. */
  readonly message: string;
}
