import type { ApiErrorCode } from "../api/api_error.ts";

/** The HTTP status of each refusal (RFC 9110, section 15; RFC 6585, section 4). */
export const HTTP_STATUS: Readonly<Record<ApiErrorCode, number>> = {
  "bad-request": 400,
  "body-too-large": 413,
  "unsupported-media-type": 415,
  "not-logged-in": 401,
  "wrong-login": 401,
  "too-many-attempts": 429,
  forbidden: 403,
  "https-needed": 403,
  "origin-refused": 403,
  "host-refused": 421,
  "csrf-refused": 403,
  "setup-needed": 403,
  "setup-over": 409,
  "not-found": 404,
  "method-not-allowed": 405,
  refused: 422,
  conflict: 409,
  busy: 503,
  "unit-failure": 500,
  internal: 500,
};
