import { tryParseUtcTime } from "./_utc_time.ts";
import { diagnose } from "./diagnose.ts";
import type { CertificateDates, Diagnosis, DiagnosisEvidence } from "./diagnosis.ts";
import type { TransportFailure } from "./session_observation.ts";
import { enhancedStatusOf, type SmtpReply } from "./smtp_reply.ts";
import type { Verdict } from "./submission_outcome.ts";
import type { TranscriptLine } from "./transcript.ts";

/** What is known about an attempt besides its verdict. */
export interface DiagnosisContext
  extends Pick<
    DiagnosisEvidence,
    "host" | "port" | "username" | "from" | "mode" | "opposite" | "nowMs" | "todayMs"
  > {
  /** The dialogue: by which name we introduced ourselves, and what the server said last. */
  readonly transcript?: readonly TranscriptLine[];
}

const DETAIL_REGEXP = /^([A-Z][A-Z0-9_/]{2,60}): ([\s\S]*)$/;
const REPLY_REGEXP = /^([2-5]\d\d)[ -]?([\s\S]*)$/;
const DATES_REGEXP = /valid from (\S{10,30}) to (\S{10,30})/;

/**
 * Says what a verdict means, the best explanation only; `undefined` when the catalogue has none.
 *
 * @example A login that Google refuses
 * ```ts
 * import { diagnoseVerdict, outcomeOf } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const lines = ["5.7.8 Username and Password not accepted."];
 * const reply = { code: 535, enhanced: "5.7.8", lines };
 * const diagnosis = diagnoseVerdict(outcomeOf("auth", { kind: "reply", reply }), {});
 * assert.equal(diagnosis?.id, "gmail-password-not-accepted");
 * assert.equal(diagnosis?.change[0]?.command, "fieldpost ipconfig --password-stdin");
 * ```
 */
export function diagnoseVerdict(
  verdict: Pick<Verdict, "stage" | "code" | "reply" | "detail">,
  context: DiagnosisContext,
): Diagnosis | undefined {
  const { transcript = [], ...known } = context;
  const { stage, code, reply, detail } = verdict;
  return diagnose({
    ...known,
    stage,
    outcome: code,
    heloName: heloNameIn(transcript),
    reply: reply ?? lastReplyIn(transcript),
    failure: detail === undefined ? undefined : failureOf(detail),
    certificate: detail === undefined ? undefined : datesOf(detail),
  })[0];
}

function heloNameIn(transcript: readonly TranscriptLine[]): string | undefined {
  const hello = transcript.findLast(({ from, text }) => from === "client" && /^EHLO /.test(text));
  return hello?.text.slice("EHLO ".length);
}

function lastReplyIn(transcript: readonly TranscriptLine[]): SmtpReply | undefined {
  const said = transcript.findLast(({ from }) => from === "server");
  const [, digits, text = ""] = REPLY_REGEXP.exec(said?.text ?? "") ?? [];
  if (digits === undefined) return undefined;
  const code = Number(digits);
  return { code, enhanced: enhancedStatusOf(code, text), lines: [text] };
}

function failureOf(detail: string): TransportFailure {
  const [, code, message] = DETAIL_REGEXP.exec(detail) ?? [];
  return code === undefined ? { code: "", message: detail } : { code, message: message ?? "" };
}

function datesOf(detail: string): CertificateDates | undefined {
  const [, from = "", to = ""] = DATES_REGEXP.exec(detail) ?? [];
  const fromMs = tryParseUtcTime(from);
  const toMs = tryParseUtcTime(to);
  return fromMs === undefined || toMs === undefined ? undefined : { fromMs, toMs };
}
