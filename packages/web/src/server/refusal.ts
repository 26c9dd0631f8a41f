import type { ApiErrorBody, ApiErrorCode } from "../api/api_error.ts";

type Extras = Omit<ApiErrorBody["error"], "code" | "message">;

/** A request that is refused: a value that handlers answer, never thrown by them. */
export class Refusal {
  readonly code: ApiErrorCode;
  readonly message: string;
  readonly extras: Extras;

  constructor(code: ApiErrorCode, message: string, extras: Extras = {}) {
    this.code = code;
    this.message = message;
    this.extras = extras;
  }

  /** The body of the answer. */
  get body(): ApiErrorBody {
    return { error: { code: this.code, message: this.message, ...this.extras } };
  }
}
