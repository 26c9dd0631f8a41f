/** Why the pages cannot be served; stable. */
export type PagesErrorCode =
  | "disabled"
  | "bind-refused"
  | "address-in-use"
  | "address-unusable"
  | "certificate";

/** Pages that cannot be served. Mail does not need them: whoever starts them tells it and goes on. */
export class PagesFailure extends Error {
  readonly code: PagesErrorCode;

  constructor(code: PagesErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PagesFailure";
    this.code = code;
  }
}
