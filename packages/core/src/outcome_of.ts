import {
  CERTIFICATE_ROWS,
  type FailureRow,
  FINDING_ROWS,
  TIMEOUT_ROWS,
  TRANSPORT_ROWS,
} from "./failure_rows.ts";
import type { OutcomeRow } from "./outcome_row.ts";
import { REPLY_ROWS, type ReplyRow } from "./reply_rows.ts";
import type { TransportFailure } from "./session_observation.ts";
import type { SmtpReply } from "./smtp_reply.ts";
import type { OutcomeCode, Verdict } from "./submission_outcome.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** What a verdict is made from. */
export type OutcomeCause =
  | {
      readonly kind: "reply";
      readonly reply: SmtpReply;
      /** The command, where its stage does not tell it. */
      readonly command?: "BDAT";
    }
  | { readonly kind: "transport"; readonly failure: TransportFailure }
  | { readonly kind: "certificate"; readonly failure: TransportFailure }
  | { readonly kind: "timeout" }
  | { readonly kind: "finding"; readonly code: OutcomeCode; readonly detail?: string };

const SAFE: OutcomeRow = {
  rule: "V5",
  kind: "transient",
  code: "PROTOCOL_ERROR",
  scope: "path",
};

/**
 * Turns a reply or a failure at a stage into a verdict: the only place where that is decided.
 *
 * It reads the tables in `reply_rows.ts` and `failure_rows.ts`, first match first. What no row knows is transient, so
 * that nothing is given up by ignorance.
 *
 * @see RFC 5321 section 4.2.1, RFC 3463
 * @example
 * ```ts
 * import { outcomeOf } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const reply = { code: 550, enhanced: "5.1.1", lines: ["5.1.1 No such mailbox"] };
 * const verdict = outcomeOf("rcpt", { kind: "reply", reply });
 * assert.deepEqual([verdict.kind, verdict.code], ["permanent", "RECIPIENT_REFUSED"]);
 * assert.equal(outcomeOf("final", { kind: "timeout" }).kind, "uncertain");
 * ```
 */
export function outcomeOf(stage: SubmissionStage, cause: OutcomeCause): Verdict {
  const row = rowFor(stage, cause) ?? SAFE;
  return {
    kind: row.kind,
    code: row.code,
    scope: row.scope,
    rule: row.rule,
    stage,
    reply: cause.kind === "reply" ? cause.reply : undefined,
    detail: detailOf(cause),
  };
}

function rowFor(stage: SubmissionStage, cause: OutcomeCause): OutcomeRow | undefined {
  switch (cause.kind) {
    case "reply":
      return REPLY_ROWS.find(
        (row) =>
          atStage(row, stage) &&
          (row.command === undefined || row.command === cause.command) &&
          matchesReply(row, cause.reply),
      );
    case "transport":
      return TRANSPORT_ROWS.find((row) => atStage(row, stage) && hasCode(row, cause.failure));
    case "certificate":
      return CERTIFICATE_ROWS.find((row) => hasCode(row, cause.failure));
    case "timeout":
      return TIMEOUT_ROWS.find((row) => atStage(row, stage));
    case "finding":
      return FINDING_ROWS.find((row) => row.code === cause.code);
  }
}

function atStage(row: FailureRow | ReplyRow, stage: SubmissionStage): boolean {
  return row.stages === undefined || row.stages.includes(stage);
}

function hasCode(row: FailureRow, failure: TransportFailure): boolean {
  return row.codes === undefined || row.codes.includes(failure.code);
}

function matchesReply(row: ReplyRow, reply: SmtpReply): boolean {
  const replyClass = Math.floor(reply.code / 100);
  if (!row.codes.includes(reply.code) && !row.codes.includes(replyClass)) return false;
  if (row.enhanced !== undefined && !row.enhanced.includes(reply.enhanced ?? "")) return false;
  return row.text === undefined || row.text.test(reply.lines.join(" "));
}

function detailOf(cause: OutcomeCause): string | undefined {
  switch (cause.kind) {
    case "reply":
    case "timeout":
      return undefined;
    case "finding":
      return cause.detail;
    default:
      return `${cause.failure.code}: ${cause.failure.message}`;
  }
}
