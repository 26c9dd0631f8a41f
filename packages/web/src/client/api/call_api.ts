import { type ApiResult, localFailure, readFailure } from "./api_result.ts";
import { csrfToken, noteFailure } from "./session_hooks.ts";

/** One request to the unit; a method other than GET carries the session's token. */
export interface ApiCall {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`, as `/registry`. */
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Where a path of the interface stands; pages may be served below a folder. */
export function apiUrl(path: string): string {
  return `api/v1${path}`;
}

/**
 * Asks the unit for something as JSON, and answers its value or why not.
 *
 * It never throws: a unit that does not answer is a failure with the code `unreachable`.
 */
export async function callApi<T>(call: ApiCall): Promise<ApiResult<T>> {
  const sent = await sendCall(call);
  if (!sent.ok) return sent;
  const response = sent.value;
  if (response.status === 204) return { ok: true, value: undefined as T };
  try {
    return { ok: true, value: (await response.json()) as T };
  } catch {
    return { ok: false, failure: localFailure("unreadable", `HTTP ${response.status}`) };
  }
}

/** Sends a request and answers the response as it begins, for bodies that are read as they come. */
export async function sendCall(call: ApiCall): Promise<ApiResult<Response>> {
  try {
    const response = await fetch(apiUrl(call.path), requestOf(call));
    if (response.ok) return { ok: true, value: response };
    const failure = await readFailure(response);
    noteFailure(failure);
    return { ok: false, failure };
  } catch (cause) {
    return { ok: false, failure: localFailure("unreachable", String(cause)) };
  }
}

function requestOf({ method = "GET", body, signal }: ApiCall): RequestInit {
  const headers: Record<string, string> = { accept: "application/json, application/x-ndjson" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const token = csrfToken();
  if (method !== "GET" && token !== undefined) headers["x-fieldpost-csrf"] = token;
  return {
    method,
    headers,
    credentials: "same-origin",
    cache: "no-store",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  };
}
