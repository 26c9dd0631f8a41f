import {
  type ConnectionPlan,
  describeOutcome,
  lastWordsOf,
  type Mailbox,
  type PlanDecision,
  type Protection,
  type Verdict,
} from "@fieldpost/core";
import { protectionWords } from "./_judge_probes.ts";
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
  /** What was found on the port of the plan, to name who vouched for the server. */
  readonly probes: readonly PortProbe[];
  readonly signal: AbortSignal | undefined;
}

/** Connects by the plan, up to EHLO or with the login. */
export async function checkConnection(
  path: MailPath,
  until: Rehearsal["until"],
): Promise<CheckFinding> {
  const { unit, plan, signal } = path;
  const report = await unit.rehearse(plan, { until, signal });
  if (signal?.aborted === true) return withoutFacts("unknown", "interrupted");
  const verifiedBy = authorityOf(path, report.protection);
  const { failure, protection, transcript } = report;
  const connection = {
    failure,
    protection,
    verifiedBy,
    authMechanisms: report.capabilities.authMechanisms,
    transcript,
  };
  const facts = { kind: "connection", connection } as const;
  if (failure !== undefined) return { status: "fail", summary: failureWords(failure, plan), facts };
  const words = protectionWords(protection, verifiedBy);
  const isPrivate = protection.tls === null ? plan.host.isLoopback : protection.verified;
  const summary = until === "login" ? `logged in as ${plan.username ?? ""}, ${words}` : words;
  return { status: isPrivate ? "ok" : "warn", summary, facts };
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
  const words = protectionWords(message.protection, authorityOf(path, message.protection));
  if (verdict.kind === "delivered") {
    const said = recipient.lastWords === undefined ? "" : `"${recipient.lastWords}", `;
    return { status: "ok", summary: `taken: ${said}${words}`, facts };
  }
  const said = recipient.lastWords === undefined ? "" : ` It said: ${recipient.lastWords}`;
  return { status: "fail", summary: `${meaning}${said}`, facts };
}

function failureWords(failure: Verdict, plan: ConnectionPlan): string {
  const { port, username } = plan;
  const meaning = describeOutcome(failure, { host: plan.host.text, port, username });
  const words = lastWordsOf(failure);
  return words === undefined ? meaning : `${meaning} It said: ${words}`;
}

function authorityOf({ plan, probes }: MailPath, protection: Protection): string | undefined {
  if (protection.tls === null || !protection.verified || protection.by === "pin") return undefined;
  const names = probes
    .filter(({ port, proof }) => port === plan.port && proof === "certificate")
    .flatMap(({ tls }) => tls?.certificate?.authority ?? []);
  return names[0];
}
