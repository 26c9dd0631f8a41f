import type { OutcomeCode, OutcomeKind, OutcomeScope, Verdict } from "@fieldpost/core";
import type { CheckReport, RuntimeErrorCode } from "@fieldpost/runtime";
import type { CliErrorCode } from "./cli_failure.ts";

/** One exit code that the command promises. */
export interface ExitCode {
  readonly code: number;
  /** The name in sysexits.h, where it has one. */
  readonly name: string | null;
  readonly meaning: string;
}

/** Every exit code of the command, with its meaning. */
export const EXIT_CODES: readonly ExitCode[] = [
  {
    code: 0,
    name: "EX_OK",
    meaning: "done; of sendmail: the message is safe in the queue, with --sync: delivered to all",
  },
  { code: 1, name: null, meaning: "what was asked for is not there: a key, a message" },
  { code: 64, name: "EX_USAGE", meaning: "the command line is wrong" },
  { code: 65, name: "EX_DATAERR", meaning: "a value, an address or the message cannot be used" },
  {
    code: 67,
    name: "EX_NOUSER",
    meaning: "the server refuses a recipient for good; of sendmail -bv: it is no address",
  },
  {
    code: 69,
    name: "EX_UNAVAILABLE",
    meaning:
      "the server refuses the message for good; of check: mail cannot leave; of reboot: no serve runs",
  },
  { code: 70, name: "EX_SOFTWARE", meaning: "a fault of the program" },
  {
    code: 73,
    name: "EX_CANTCREAT",
    meaning: "a directory or file cannot be made or used, and nothing was accepted",
  },
  { code: 74, name: "EX_IOERR", meaning: "a file cannot be read or written" },
  {
    code: 75,
    name: "EX_TEMPFAIL",
    meaning: "not this time, trying again can help; of queue run: something waits",
  },
  { code: 76, name: "EX_PROTOCOL", meaning: "what answers does not keep to SMTP" },
  { code: 77, name: "EX_NOPERM", meaning: "the login was refused, or a file is another user's" },
  { code: 78, name: "EX_CONFIG", meaning: "a setting has to change before anything can be sent" },
  { code: 130, name: null, meaning: "Ctrl-C was pressed" },
];

/** The exit code of a pass after which something still waits. */
export const QUEUE_WAITS_EXIT_CODE = 75 as const;

/** The exit code of a plan that refuses. */
export const REFUSED_PLAN_EXIT_CODE = 78 as const;

/** The exit code of each stop of the command itself. */
export const CLI_EXIT_CODES: Readonly<Record<CliErrorCode, number>> = {
  usage: 64,
  "not-set": 1,
  "input-invalid": 65,
  "registry-refused": 65,
  "output-failed": 74,
  "not-configured": 78,
  "log-unusable": 73,
  "not-accepted": 75,
  "queue-unusable": 73,
  "not-running": 69,
  interrupted: 130,
  internal: 70,
};

/** The exit code of each failed effect. */
export const RUNTIME_EXIT_CODES: Readonly<Record<RuntimeErrorCode, number>> = {
  "home-unusable": 74,
  "home-foreign": 77,
  "disk-full": 74,
  "disk-failed": 74,
  busy: 75,
  "registry-unreadable": 78,
  "registry-refused": 65,
  "secret-unreadable": 78,
  "key-unreadable": 78,
  "users-unreadable": 78,
  "input-unreadable": 74,
  "message-invalid": 65,
};

/** The exit code of each end of a check. */
export const CHECK_EXIT_CODES: Readonly<Record<CheckReport["path"], number>> = {
  works: 0,
  fails: 69,
  refused: REFUSED_PLAN_EXIT_CODE,
  unknown: CLI_EXIT_CODES.interrupted,
};

/** One row of the table that turns outcomes into an exit code; what is not given matches all. */
export interface OutcomeExitRow {
  readonly kind: OutcomeKind;
  readonly scope?: OutcomeScope;
  readonly codes?: readonly OutcomeCode[];
  readonly exitCode: number;
}

/** Outcomes and their exit codes, the worst first: of several recipients the first row counts. */
export const OUTCOME_EXIT_ROWS: readonly OutcomeExitRow[] = [
  {
    kind: "hold",
    codes: [
      "AUTH_REFUSED",
      "AUTH_NOT_OFFERED",
      "AUTH_REQUIRED",
      "AUTH_EXCHANGE_FAILED",
      "NO_COMMON_MECHANISM",
      "SECRET_MISSING",
    ],
    exitCode: 77,
  },
  { kind: "hold", exitCode: REFUSED_PLAN_EXIT_CODE },
  {
    kind: "permanent",
    scope: "message",
    codes: ["MESSAGE_TOO_BIG", "EIGHT_BIT_NOT_OFFERED", "SENDER_NEEDS_SMTPUTF8"],
    exitCode: 65,
  },
  { kind: "permanent", scope: "message", exitCode: 69 },
  { kind: "permanent", exitCode: 67 },
  { kind: "transient", codes: ["PROTOCOL_ERROR"], exitCode: 76 },
  { kind: "uncertain", exitCode: 75 },
  { kind: "transient", exitCode: 75 },
  { kind: "delivered", exitCode: 0 },
];

/**
 * Tells the exit code of a submission: the worst of its recipients, by the rows above.
 *
 * @example One recipient refused, one delivered
 * ```ts
 * import { exitCodeOf } from "@fieldpost/cli";
 * import { outcomeOf } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const reply = (code: number) => ({ code, enhanced: undefined, lines: ["."] });
 * const refused = outcomeOf("rcpt", { kind: "reply", reply: reply(550) });
 * const delivered = outcomeOf("final", { kind: "reply", reply: reply(250) });
 * assert.equal(exitCodeOf([delivered, refused]), 67);
 * assert.equal(exitCodeOf([delivered]), 0);
 * ```
 */
export function exitCodeOf(verdicts: readonly Verdict[]): number {
  const row = OUTCOME_EXIT_ROWS.find((each) => verdicts.some((verdict) => matches(each, verdict)));
  return row?.exitCode ?? CLI_EXIT_CODES.internal;
}

function matches(row: OutcomeExitRow, verdict: Verdict): boolean {
  return (
    row.kind === verdict.kind &&
    (row.scope === undefined || row.scope === verdict.scope) &&
    (row.codes === undefined || row.codes.includes(verdict.code))
  );
}
