import { type DiagnosisContext, diagnoseVerdict } from "./diagnose_verdict.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { enhancedStatusOf, type SmtpReply } from "./smtp_reply.ts";
import type { OutcomeCode, Verdict } from "./submission_outcome.ts";

/** What is kept of a verdict when it is written down: a journal's outcome is one. */
export interface KeptOutcome extends Pick<Verdict, "stage"> {
  readonly code: OutcomeCode;
  /** What `lastWordsOf()` gave. */
  readonly words: string | undefined;
}

const REPLY_REGEXP = /^([2-5]\d\d) ([\s\S]*)$/;

/**
 * Says what an outcome means that was written down: as `diagnoseVerdict()`, from the words alone.
 *
 * @example A journal that was written last week
 * ```ts
 * import { diagnoseOutcome } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const words = "534 5.7.9 Application-specific password required.";
 * const diagnosis = diagnoseOutcome({ code: "AUTH_REFUSED", stage: "auth", words }, {});
 * assert.equal(diagnosis?.id, "gmail-app-password-required");
 * ```
 */
export function diagnoseOutcome(
  { code, stage, words }: KeptOutcome,
  context: DiagnosisContext,
): Diagnosis | undefined {
  const reply = words === undefined ? undefined : replyIn(words);
  const detail = reply === undefined ? words : undefined;
  return diagnoseVerdict({ code, stage, reply, detail }, context);
}

function replyIn(words: string): SmtpReply | undefined {
  const [, digits, text = ""] = REPLY_REGEXP.exec(words) ?? [];
  if (digits === undefined) return undefined;
  const code = Number(digits);
  return { code, enhanced: enhancedStatusOf(code, text), lines: [text] };
}
