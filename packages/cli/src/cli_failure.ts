/** Why the command itself stopped; stable, unlike the sentence. */
export type CliErrorCode =
  | "usage"
  | "not-set"
  | "input-invalid"
  | "registry-refused"
  | "output-failed"
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
