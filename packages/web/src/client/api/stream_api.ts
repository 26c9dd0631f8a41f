import { type ApiResult, localFailure } from "./api_result.ts";
import { type ApiCall, sendCall } from "./call_api.ts";
import { readNdjson } from "./read_ndjson.ts";

/** Asks for an answer of many lines, and hands each value on as it comes. */
export async function streamApi<T>(
  call: ApiCall,
  onValue: (value: T) => void,
): Promise<ApiResult<void>> {
  const sent = await sendCall({ method: "POST", ...call });
  if (!sent.ok) return sent;
  if (sent.value.body === null) return { ok: true, value: undefined };
  try {
    for await (const value of readNdjson<T>(sent.value.body)) onValue(value);
    return { ok: true, value: undefined };
  } catch (cause) {
    const code = cause instanceof SyntaxError ? "unreadable" : "unreachable";
    return { ok: false, failure: localFailure(code, String(cause)) };
  }
}
