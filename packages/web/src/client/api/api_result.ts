import type { ApiErrorBody, ApiErrorCode } from "../../api/api_error.ts";

/** Why a request came to nothing: the unit refused, did not answer, or answered nonsense. */
export interface ApiFailure extends Omit<ApiErrorBody["error"], "code"> {
  readonly code: ApiErrorCode | "unreachable" | "unreadable";
}

/** What became of a request; a refusal is a value. */
export type ApiResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ApiFailure };

/** Makes a failure that did not come from the unit. */
export function localFailure(code: ApiFailure["code"], message: string): ApiFailure {
  return { code, message };
}

/** Reads the body of a refusal; whatever else stands there is unreadable. */
export async function readFailure(response: Response): Promise<ApiFailure> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isErrorBody(body)) return body.error;
  return localFailure("unreadable", `HTTP ${response.status}`);
}

function isErrorBody(body: unknown): body is ApiErrorBody {
  const error = (body as Partial<ApiErrorBody> | undefined)?.error;
  return typeof error?.code === "string" && typeof error.message === "string";
}
