import {
  type ConnectionPlan,
  type Diagnosis,
  describeOutcome,
  describeProtection,
  diagnoseVerdict,
  lastWordsOf,
  type Mailbox,
  type OppositeModeFinding,
  type PlanDecision,
  type TlsMode,
  type TranscriptLine,
  type Verdict,
} from "@fieldpost/core";
import { type CheckFinding, withoutFacts } from "./check_step.ts";
import type { Fieldpost } from "./fieldpost.ts";
import type { PortProbe } from "./probe_port.ts";
import type { Rehearsal } from "./submission_driver.ts";

/** Says what the settings decide. */
export function judgePlan({ mode, refusals, warnings, reasons }: PlanDecision): CheckFinding {
  const facts = { kind: "plan", mode, refusals, warnings, reasons } as const;
  const [refusal] = refusals;
  if (refusal !== undefined) {
    const more = refusals.length > 1 ? ` (and ${refusals.length - 1} more)` : "";
    return { status: "fail", summary: `${refusal.message}${more}`, facts };
  }
  const [warning] = warnings;
  if (warning !== undefined) return { status: "warn", summary: warning.message, facts };
  const deciding = reasons.at(0)?.message ?? "";
  return { status: "ok", summary: deciding, facts };
}

/** What the steps of the mail path work with. */
export interface MailPath {
  readonly unit: Fieldpost;
  readonly plan: ConnectionPlan;
  /** What was found on the port of the plan, to know what it speaks. */
  readonly probes: readonly PortProbe[];
  readonly signal: AbortSignal | undefined;
  readonly nowMs: number;
}

/** Connects by the plan, up to EHLO or with the login. */
export async function checkConnection(
  path: MailPath,
  until: Rehearsal["until"],
): Promise<CheckFinding> {
  const { unit, plan, signal } = path;
  const report = await unit.rehearse(plan, { until, signal });
  if (signal?.aborted === true) return withoutFacts("unknown", "interrupted");
  const { failure, protection, transcript } = report;
  const connection = {
    failure,
    diagnosis: failure === undefined ? undefined : explain(path, failure, transcript),
    protection,
    authMechanisms: report.capabilities.authMechanisms,
    transcript,
  };
  const facts = { kind: "connection", connection } as const;
  if (until === "login") await logLogin(path, failure);
  if (failure !== undefined) return { status: "fail", summary: failureWords(failure, plan), facts };
  const words = describeProtection(protection);
  const isPrivate = protection.tls === null ? plan.host.isLoopback : protection.verified;
  const summary = until === "login" ? `logged in as ${plan.username ?? ""}, ${words}` : words;
  return { status: isPrivate ? "ok" : "warn", summary, facts };
}

/** A login may lock an account, so the log knows of each. */
async function logLogin({ unit, plan }: MailPath, failure: Verdict | undefined): Promise<void> {
  const { host, port, username } = plan;
  const code = failure?.code ?? "LOGGED_IN";
  const end = failure === undefined ? "logged in" : `failed with ${code} at ${failure.stage}`;
  const text = `Check of the login to ${host.text} port ${port} as ${username ?? ""}: ${end}`;
  await unit.log.append({ event: "check-login", text, facts: { host: host.text, port, code } });
}

/** Sends a test message the way every message goes. */
export async function checkMessage(path: MailPath, to: Mailbox): Promise<CheckFinding> {
  const { unit, plan } = path;
  const name = plan.heloName ?? "this unit";
  const message = await unit.sendNow({
    from: { name: undefined, address: plan.from },
    to: [to],
    subject: `Test message from ${name}`,
    text: `This is the test message of a check of ${name}.\nMail from it arrives.\n`,
  });
  const facts = { kind: "message", message } as const;
  if (message.kind === "refused") return { ...judgePlan(message.decision), facts };
  const [recipient] = message.recipients;
  if (recipient === undefined) return { status: "unknown", summary: "no recipient", facts };
  const { verdict, meaning } = recipient;
  const words = describeProtection(message.protection);
  if (verdict.kind === "delivered") {
    const said = recipient.lastWords === undefined ? "" : `"${recipient.lastWords}", `;
    return { status: "ok", summary: `taken: ${said}${words}`, facts };
  }
  const said = recipient.lastWords === undefined ? "" : ` It said: ${recipient.lastWords}`;
  return { status: "fail", summary: `${meaning}${said}`, facts };
}

/** The port was looked at in both modes already, so no connection is made to find out. */
function explain(
  { plan, probes, nowMs }: MailPath,
  failure: Verdict,
  transcript: readonly TranscriptLine[],
): Diagnosis | undefined {
  const { host, port, mode, username, from } = plan;
  const opposite = probes
    .filter((probe) => probe.port === port)
    .flatMap((probe) => oppositeOf(probe, mode) ?? [])[0];
  const context = { host: host.text, port, mode, username, from: from.text, nowMs, transcript };
  return diagnoseVerdict(failure, opposite === undefined ? context : { ...context, opposite });
}

function oppositeOf(
  { opening, tls, greeting = "", offersStartTls }: PortProbe,
  mode: TlsMode,
): OppositeModeFinding | undefined {
  if (mode === "implicit") {
    return opening === "plain" ? { speaks: "plain", words: greeting, offersStartTls } : undefined;
  }
  return opening === "implicit" && tls !== undefined
    ? { speaks: "tls", words: greeting }
    : undefined;
}

function failureWords(failure: Verdict, plan: ConnectionPlan): string {
  const { port, username } = plan;
  const meaning = describeOutcome(failure, { host: plan.host.text, port, username });
  const words = failure.reply === undefined ? undefined : lastWordsOf(failure);
  if (words !== undefined) return `${meaning} It said: ${words}`;
  // What TLS and the network say about themselves is for programs; its code is for searching.
  const code = /^([A-Z][A-Z0-9_]+): /.exec(failure.detail ?? "")?.[1];
  return code === undefined ? meaning : `${meaning} (${code})`;
}
