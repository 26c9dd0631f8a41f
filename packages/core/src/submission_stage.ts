/**
 * How far a submission has come; the place a failure is named after.
 *
 * `content` ends and `final` begins with the lone dot: before it a loss is harmless, after it the
 * message may have been delivered.
 */
export type SubmissionStage =
  | "connect"
  | "tls"
  | "greeting"
  | "ehlo"
  | "starttls"
  | "auth"
  | "mail"
  | "rcpt"
  | "data"
  | "content"
  | "final"
  | "reset"
  | "quit";
