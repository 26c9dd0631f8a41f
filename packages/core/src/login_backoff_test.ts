import { describe, expect, it } from "@jest/globals";
import {
  countLoginFailure,
  LOGIN_BACKOFF,
  type LoginFailures,
  type LoginSubject,
  loginWaitMs,
} from "./login_backoff.ts";

const WAITS: readonly (readonly [LoginSubject, readonly number[]])[] = [
  ["user", [0, 0, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]],
  ["address", [0, 0, 0, 0, 0, 0, 0, 0, 0, 2000, 4000, 8000]],
];

describe("loginWaitMs()", () => {
  it.each(WAITS)("loginWaitMs() makes a %s wait longer with each failure", (subject, expected) => {
    let failures: LoginFailures | undefined;
    const waits = expected.map(() => {
      failures = countLoginFailure(subject, failures, 5000);
      return loginWaitMs(subject, failures, 5000);
    });
    expect(waits).toEqual(expected);
  });

  it("loginWaitMs() counts down, and forgets after a time without failures", () => {
    for (const { subject, free, firstMs, forgetMs } of LOGIN_BACKOFF) {
      const failures = { count: free, lastAtMs: 1000 };
      expect(loginWaitMs(subject, failures, 1000 + 400)).toBe(firstMs - 400);
      expect(loginWaitMs(subject, failures, 1000 + firstMs)).toBe(0);
      const many = { count: 1000, lastAtMs: 1000 };
      expect(loginWaitMs(subject, many, 1000 + forgetMs)).toBe(0);
      expect(countLoginFailure(subject, many, 1000 + forgetMs).count).toBe(1);
    }
  });

  it("loginWaitMs() lets nobody wait longer than the table says, wherever the clock stands", () => {
    for (const { subject, mostMs } of LOGIN_BACKOFF) {
      const failures = { count: 1e9, lastAtMs: 1e12 };
      expect(loginWaitMs(subject, failures, 0)).toBe(mostMs);
      expect(loginWaitMs(subject, undefined, 0)).toBe(0);
    }
  });
});
