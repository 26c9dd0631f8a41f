import { describe, expect, it } from "@jest/globals";
import { CERTIFICATE_ROWS, FINDING_ROWS, TIMEOUT_ROWS, TRANSPORT_ROWS } from "./failure_rows.ts";
import { RETRY_TIMETABLE } from "./next_attempt.ts";
import { pathRetry, RETRY_ON_CHANGE } from "./path_retry.ts";
import { REPLY_ROWS } from "./reply_rows.ts";

const ROWS = [
  ...REPLY_ROWS,
  ...TRANSPORT_ROWS,
  ...TIMEOUT_ROWS,
  ...CERTIFICATE_ROWS,
  ...FINDING_ROWS,
];

describe("pathRetry()", () => {
  it("waits for a change after every refused login, and for a time after everything else", () => {
    for (const { kind, code, scope, rule } of ROWS) {
      const verdict = {
        kind,
        code,
        scope,
        rule,
        stage: "auth",
        reply: undefined,
        detail: undefined,
      } as const;
      const retry = pathRetry(verdict, { failures: 2, nowMs: 1000, dice: 0.5 }, RETRY_TIMETABLE);
      const expected = RETRY_ON_CHANGE.includes(code)
        ? { kind: "on-change" }
        : { kind: "at", atMs: 301_000 };
      expect(retry).toEqual(expected);
    }
  });

  it("names only codes that some row gives", () => {
    const codes = new Set(ROWS.map(({ code }) => code));
    expect(RETRY_ON_CHANGE.filter((code) => !codes.has(code))).toEqual([]);
  });
});
