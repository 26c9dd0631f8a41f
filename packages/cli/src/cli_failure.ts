/** Why the command itself stopped; stable, unlike the sentence. */
export type CliErrorCode =
  | "usage"
  | "not-set"
  | "input-invalid"
  | "registry-refused"
  | "output-failed"
  /** A setting is missing without which nothing can be accepted. */
  | "not-configured"
  /** The file that is to be written with `-X` cannot be. */
  | "log-unusable"
  /** The disk did not take a message: it is full, or fails. */
  | "not-accepted"
  /** The data directory is missing, closed or another user's. */
  | "queue-unusable"
  /** No `serve` runs that could do it. */
  | "not-running"
  | "interrupted"
  | "internal";

/** A stop of the command itself: wrong usage, input that cannot be used, or Ctrl-C. */
export class CliFailure extends Error {
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CliFailure";
    this.code = code;
  }
}
