/** Whose failed logins are counted. */
export type LoginSubject = "user" | "address";

/** How long a subject has to wait after failed logins. */
export interface LoginBackoffRule {
  readonly subject: LoginSubject;
  /** Failures that cost nothing: people mistype. */
  readonly free: number;
  /** The wait after the first failure beyond; each further one doubles it. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** Without a failure for so long, all are forgotten. */
  readonly forgetMs: number;
}

/**
 * The waits. A user's stays short: anybody can cause it, and nobody may lock the administrator out for
 * long. An address that tries names and passwords waits much longer.
 *
 * @see NIST SP 800-63B, section 5.2.2
 */
export const LOGIN_BACKOFF: readonly LoginBackoffRule[] = [
  { subject: "user", free: 3, firstMs: 1000, mostMs: 30_000, forgetMs: 60 * 60_000 },
  { subject: "address", free: 10, firstMs: 2000, mostMs: 15 * 60_000, forgetMs: 60 * 60_000 },
];

/** The failed logins of one subject. */
export interface LoginFailures {
  readonly count: number;
  readonly lastAtMs: number;
}

/**
 * How much longer a subject has to wait; 0 when it may try. A clock that was set back never adds.
 *
 * @example
 * ```ts
 * import { loginWaitMs } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(loginWaitMs("user", { count: 4, lastAtMs: 0 }, 500), 1500);
 * assert.equal(loginWaitMs("user", { count: 2, lastAtMs: 0 }, 500), 0);
 * ```
 */
export function loginWaitMs(
  subject: LoginSubject,
  failures: LoginFailures | undefined,
  nowMs: number,
): number {
  const rule = ruleOf(subject);
  const elapsedMs = Math.max(0, nowMs - (failures?.lastAtMs ?? nowMs));
  if (rule === undefined || failures === undefined || elapsedMs >= rule.forgetMs) return 0;
  const beyond = failures.count - rule.free;
  if (beyond < 0) return 0;
  const waitMs = Math.min(rule.firstMs * 2 ** beyond, rule.mostMs);
  return Math.max(0, waitMs - elapsedMs);
}

/**
 * Counts a failed login.
 *
 * @example
 * ```ts
 * import { countLoginFailure } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(countLoginFailure("user", undefined, 7), { count: 1, lastAtMs: 7 });
 * ```
 */
export function countLoginFailure(
  subject: LoginSubject,
  failures: LoginFailures | undefined,
  nowMs: number,
): LoginFailures {
  const isOld = nowMs - (failures?.lastAtMs ?? 0) >= (ruleOf(subject)?.forgetMs ?? 0);
  return { count: (isOld ? 0 : (failures?.count ?? 0)) + 1, lastAtMs: nowMs };
}

function ruleOf(subject: LoginSubject): LoginBackoffRule | undefined {
  return LOGIN_BACKOFF.find((rule) => rule.subject === subject);
}
