import { HTTP_STATUS } from "./http_status.ts";
import type { Refusal } from "./refusal.ts";

/** Writes a refusal as the answer to a request. */
export function refusalResponse(
  refusal: Refusal,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { retryAfterSeconds } = refusal.extras;
  return Response.json(refusal.body, {
    status: HTTP_STATUS[refusal.code],
    headers: {
      ...headers,
      // RFC 9110, section 11.6.1: whoever refuses for want of a login says which one would do.
      ...(HTTP_STATUS[refusal.code] === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
    },
  });
}
