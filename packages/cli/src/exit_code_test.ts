import type { OutcomeKind, OutcomeScope, Verdict } from "@fieldpost/core";
import {
  CERTIFICATE_ROWS,
  FINDING_ROWS,
  REPLY_ROWS,
  TIMEOUT_ROWS,
  TRANSPORT_ROWS,
} from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import {
  CLI_EXIT_CODES,
  EXIT_CODES,
  exitCodeOf,
  OUTCOME_EXIT_ROWS,
  REFUSED_PLAN_EXIT_CODE,
  RUNTIME_EXIT_CODES,
} from "./exit_code.ts";

function verdict(
  kind: OutcomeKind,
  scope: OutcomeScope,
  code: Verdict["code"] = "MESSAGE_DEFERRED",
): Verdict {
  return { kind, scope, code, rule: "F", stage: "final", reply: undefined, detail: undefined };
}

const DELIVERED = verdict("delivered", "recipient", "DELIVERED");
const NO_RECIPIENT = verdict("permanent", "recipient", "RECIPIENT_REFUSED");

describe("exitCodeOf()", () => {
  it.each([
    [[DELIVERED], 0],
    [[NO_RECIPIENT], 67],
    [[DELIVERED, NO_RECIPIENT, DELIVERED], 67],
    [[verdict("permanent", "message", "MESSAGE_TOO_BIG")], 65],
    [[verdict("permanent", "message", "MESSAGE_REFUSED")], 69],
    [[verdict("hold", "path", "AUTH_REFUSED"), NO_RECIPIENT], 77],
    [[verdict("hold", "path", "CERTIFICATE_EXPIRED")], 78],
    [[verdict("transient", "path", "PROTOCOL_ERROR")], 76],
    [[verdict("transient", "path", "CONNECTION_REFUSED")], 75],
    [[verdict("uncertain", "message", "MAYBE_DELIVERED")], 75],
    [[verdict("transient", "recipient"), NO_RECIPIENT], 67],
    [[], 70],
  ])("exitCodeOf() takes the worst, row %#", (verdicts, code) => {
    expect(exitCodeOf(verdicts)).toBe(code);
  });

  it("exitCodeOf() has a row for every outcome that core can decide", () => {
    const rows = [REPLY_ROWS, TRANSPORT_ROWS, TIMEOUT_ROWS, CERTIFICATE_ROWS, FINDING_ROWS].flat();
    const codes = rows.map(({ kind, scope, code }) => exitCodeOf([verdict(kind, scope, code)]));
    expect(rows.length).toBeGreaterThan(40);
    expect(codes).not.toContain(CLI_EXIT_CODES.internal);
  });
});

describe("EXIT_CODES", () => {
  it("EXIT_CODES documents every code that a table promises, and no other", () => {
    const promised = [
      ...Object.values(CLI_EXIT_CODES),
      ...Object.values(RUNTIME_EXIT_CODES),
      ...OUTCOME_EXIT_ROWS.map(({ exitCode }) => exitCode),
      REFUSED_PLAN_EXIT_CODE,
    ];
    const documented = EXIT_CODES.map(({ code }) => code);
    expect([...new Set(promised)].toSorted((one, other) => one - other)).toEqual(documented);
  });
});
