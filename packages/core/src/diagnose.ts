import { changesFor, fillPlaces, proofOf } from "./_diagnosis_words.ts";
import { matchSign, type ReadEvidence, readEvidence, type SignMatch } from "./_match_sign.ts";
import { formatUtcDate } from "./_utc_time.ts";
import type { Diagnosis, DiagnosisEvidence } from "./diagnosis.ts";
import { FAILURE_CATALOGUE } from "./failure_catalogue.ts";
import type { Certainty, FailureSign, KnownFailure } from "./known_failure.ts";
import { formatReply } from "./smtp_reply.ts";

const STEPS: readonly Certainty[] = ["possible", "likely", "certain"];

/** What a row is worth in a case: its best sign. */
interface Ranked {
  readonly row: KnownFailure;
  readonly score: number;
  readonly step: number;
}

/**
 * Says what a failure means: every row of the catalogue whose signs are met, the most specific
 * first. Empty when none is.
 *
 * Words, enhanced status and provider weigh more than a reply code, because providers use one code
 * for several things: 550 5.7.30 is Microsoft's refusal of passwords and also REQUIRETLS.
 *
 * @example One code, two meanings
 * ```ts
 * import { diagnose } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const meaning = (text: string) =>
 *   diagnose({ stage: "auth", reply: { code: 550, enhanced: "5.7.30", lines: [text] } })[0]?.id;
 * assert.equal(
 *   meaning("5.7.30 Basic authentication is not supported for Client Submission."),
 *   "m365-passwords-retired",
 * );
 * assert.equal(meaning("5.7.30 REQUIRETLS support required"), "requiretls-not-possible");
 * ```
 */
export function diagnose(given: DiagnosisEvidence): readonly Diagnosis[] {
  const evidence = readEvidence(given);
  return FAILURE_CATALOGUE.flatMap((row): Ranked[] => {
    const ranked = rank(row, evidence);
    return ranked === undefined ? [] : [ranked];
  })
    .sort((a, b) => b.score - a.score || b.step - a.step)
    .map((ranked) => diagnosisOf(ranked, given));
}

function rank(row: KnownFailure, evidence: ReadEvidence): Ranked | undefined {
  const found = row.signs.flatMap((sign): Ranked[] => {
    const match = matchSign(sign, evidence);
    if (match === undefined) return [];
    return [{ row, score: match.score, step: stepOf(row, sign, { match, evidence }) }];
  });
  return found.sort((a, b) => b.score - a.score || b.step - a.step)[0];
}

function stepOf(
  row: KnownFailure,
  sign: FailureSign,
  { match, evidence }: { readonly match: SignMatch; readonly evidence: ReadEvidence },
): number {
  const most = STEPS.indexOf(sign.atMost ?? "certain");
  const known = row.evidence.basis === "general" ? Math.min(most, 1) : most;
  const doubts = (match.isProviderGuessed ? 1 : 0) + (isStale(row, evidence.given) ? 1 : 0);
  return Math.max(0, known - doubts);
}

function isStale(
  { expires }: KnownFailure,
  { nowMs, todayMs = nowMs }: DiagnosisEvidence,
): boolean {
  const today = todayMs === undefined ? undefined : formatUtcDate(todayMs);
  return expires !== undefined && today !== undefined && today > expires;
}

function diagnosisOf({ row, step }: Ranked, given: DiagnosisEvidence): Diagnosis {
  const { reply, failure } = given;
  return {
    id: row.id,
    certainty: STEPS[step] ?? "possible",
    cause: fillPlaces(row.cause, given),
    fix: fillPlaces(row.fix, given),
    change: changesFor(row.change, given),
    side: row.side,
    act: row.act,
    serverWords: reply === undefined ? failure?.message : formatReply(reply),
    proof: proofOf(given, row.id),
    asOf: row.asOf,
    isStale: isStale(row, given),
  };
}
