import { CERTIFICATE_FAILURES } from "./_certificate_failures.ts";
import { GOOGLE_FAILURES } from "./_google_failures.ts";
import { LOGIN_FAILURES } from "./_login_failures.ts";
import { MAILBOX_FAILURES } from "./_mailbox_failures.ts";
import { MICROSOFT_FAILURES } from "./_microsoft_failures.ts";
import { NETWORK_FAILURES } from "./_network_failures.ts";
import { SENDING_FAILURES } from "./_sending_failures.ts";
import { SERVER_FAILURES } from "./_server_failures.ts";
import { TLS_FAILURES } from "./_tls_failures.ts";
import type { KnownFailure } from "./known_failure.ts";

/**
 * Every failure that is known, with its cause, its remedy and the month in which it was true.
 *
 * The order says nothing: `diagnose()` ranks by how much of a sign is met.
 *
 * @example What has to be looked at again after 2026
 * ```ts
 * import { FAILURE_CATALOGUE } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const stale = FAILURE_CATALOGUE.filter(({ expires = "9999" }) => expires < "2027");
 * assert.ok(stale.some(({ id }) => id === "m365-passwords-retired"));
 * ```
 */
export const FAILURE_CATALOGUE: readonly KnownFailure[] = [
  ...NETWORK_FAILURES,
  ...TLS_FAILURES,
  ...CERTIFICATE_FAILURES,
  ...LOGIN_FAILURES,
  ...GOOGLE_FAILURES,
  ...MICROSOFT_FAILURES,
  ...MAILBOX_FAILURES,
  ...SENDING_FAILURES,
  ...SERVER_FAILURES,
];
