import {
  type ConnectionPlan,
  type Diagnosis,
  type DiagnosisContext,
  diagnoseVerdict,
  type OppositeModeFinding,
  type OutcomeCode,
  provenVerdict,
  type TranscriptLine,
  type Verdict,
} from "@fieldpost/core";
import { PROBE_LIMIT_MS, probeOppositeMode } from "./probe_opposite_mode.ts";

/** One attempt, as far as an explanation needs it. */
export interface DeliveryEvidence {
  readonly plan: ConnectionPlan;
  /** The sender's address. */
  readonly from: string | undefined;
  readonly verdicts: readonly Verdict[];
  readonly transcript: readonly TranscriptLine[];
  readonly nowMs: number;
  /** How long a greeting was waited for: a second connection takes no longer. */
  readonly greetingLimitMs: number;
}

/** A verdict as the second connection leaves it, and what the catalogue says of it. */
export interface ExplainedVerdict {
  readonly verdict: Verdict;
  readonly diagnosis: Diagnosis | undefined;
}

/** Explains the verdicts of the attempt that it was made for. */
export type ExplainVerdict = (verdict: Verdict) => ExplainedVerdict;

const ASKS_IN_TLS: readonly OutcomeCode[] = ["GREETING_TIMEOUT", "SMTPS_OFF_ON_TLS_PORT"];
const ASKS_IN_PLAIN: readonly OutcomeCode[] = ["SMTPS_ON_PLAINTEXT_PORT", "TLS_HANDSHAKE_FAILED"];
const BROKEN_OFF: readonly OutcomeCode[] = ["CONNECTION_LOST", "TIMED_OUT"];

/**
 * Finds out what the verdicts of an attempt mean. Where the mode of the connection may be the wrong
 * one, a second connection without any secret makes sure first.
 *
 * *Diagnostics*: never throws.
 */
export async function diagnoseDelivery(evidence: DeliveryEvidence): Promise<ExplainVerdict> {
  const { plan, from, verdicts, transcript, nowMs } = evidence;
  const opposite = await probeIfDoubtful(plan, verdicts, evidence.greetingLimitMs);
  const context: DiagnosisContext = {
    host: plan.host.text,
    port: plan.port,
    mode: plan.mode,
    username: plan.username,
    from,
    opposite,
    nowMs,
    transcript,
  };
  return (given) => {
    const verdict = provenVerdict(given, opposite);
    return { verdict, diagnosis: diagnoseVerdict(verdict, context) };
  };
}

/**
 * Makes one connection in the opposite mode when a verdict leaves it in doubt which one the port speaks;
 * `undefined` when none does. Nothing secret is in it.
 *
 * *Diagnostics*: never throws.
 */
export async function probeIfDoubtful(
  plan: ConnectionPlan,
  verdicts: readonly Verdict[],
  greetingLimitMs: number,
): Promise<OppositeModeFinding | undefined> {
  const limitMs = Math.min(PROBE_LIMIT_MS, greetingLimitMs);
  const isDoubtful = verdicts.some((verdict) => doubtsMode(verdict, plan));
  return isDoubtful ? await probeOppositeMode({ plan, limitMs }) : undefined;
}

function doubtsMode({ code, stage }: Verdict, plan: ConnectionPlan): boolean {
  const isImplicit = plan.mode === "implicit";
  const isAtStart = stage === (isImplicit ? "tls" : "greeting");
  if (!isAtStart) return false;
  return BROKEN_OFF.includes(code) || (isImplicit ? ASKS_IN_PLAIN : ASKS_IN_TLS).includes(code);
}
