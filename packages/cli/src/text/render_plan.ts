import type { PlanDecision, PlanReason, PlanRefusal, PlanWarning, TlsMode } from "@fieldpost/core";
import type { Paint } from "./paint.ts";
import { showLine } from "./show_text.ts";

/** Each mode in words. */
export const MODE_WORDS: Readonly<Record<TlsMode, string>> = {
  implicit: "encrypted from the first byte (SMTPS)",
  "starttls-must": "encrypted with STARTTLS, or nothing is sent",
  "starttls-may": "encrypted with STARTTLS when the server offers it",
  plain: "in clear",
};

/** A refusal as programs get it. */
export type RefusalAnswer = Omit<PlanRefusal, "source">;

/** A decision as programs get it. */
export interface PlanAnswer {
  readonly mode: TlsMode | null;
  readonly refusals: readonly RefusalAnswer[];
  readonly warnings: readonly PlanWarning[];
  readonly reasons: readonly PlanReason[];
}

/** Picks what programs are promised of a decision. */
export function answerPlan({ mode, refusals, warnings, reasons }: PlanDecision): PlanAnswer {
  return {
    mode,
    refusals: refusals.map(answerRefusal),
    warnings: warnings.map(({ rule, key, message, source }) => ({ rule, key, message, source })),
    reasons: reasons.map(({ rule, message, source }) => ({ rule, message, source })),
  };
}

export function answerRefusal({ rule, code, key, message }: PlanRefusal): RefusalAnswer {
  return { rule, code, key, message };
}

/** Writes how a connection will be made in one line. */
export function renderMode({ mode, plan, refusals }: PlanDecision, paint: Paint): string {
  if (mode === null || plan === undefined) {
    const count = refusals.length === 1 ? "1 refusal" : `${refusals.length} refusals`;
    return paint("bad", `nothing can be sent: ${count}`);
  }
  const where = showLine(`${plan.host.text} port ${plan.port}`);
  return `${paint(mode === "plain" ? "warning" : "good", MODE_WORDS[mode])}, to ${where}`;
}

/** Writes a decision for a person: the mode, then every reason, warning and refusal, each once. */
export function renderPlan(decision: PlanDecision, paint: Paint): string {
  const { warnings, refusals } = decision;
  const told = new Set([...warnings, ...refusals].map(({ message }) => message));
  const reasons = decision.reasons.filter(({ message }) => !told.has(message));
  const lines = [
    `Connection: ${renderMode(decision, paint)}`,
    ...section("Reasons:", reasons.map(renderReason)),
    ...section("Warnings:", warnings.map(renderWarning), (text) => paint("warning", text)),
    ...section("Refused:", refusals.map(renderRefusal), (text) => paint("bad", text)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Writes a refusal in one line: the rule, the sentence, the setting to change. */
export function renderRefusal({ rule, code, key, message }: PlanRefusal): string {
  return `${rule.padEnd(4)} ${showLine(message)} [${code}, ${showLine(key)}]`;
}

function renderWarning({ rule, key, message, source }: PlanWarning): string {
  return `${rule.padEnd(4)} ${showLine(message)} [${showLine(key)}]${renderSource(source)}`;
}

function renderReason({ rule, message, source }: PlanReason, index: number): string {
  return `${String(index + 1).padStart(2)}. ${rule.padEnd(4)} ${showLine(message)}${renderSource(source)}`;
}

function renderSource(source: string | null): string {
  return source === null ? "" : ` (${source})`;
}

function section(
  title: string,
  lines: readonly string[],
  paintTitle: (text: string) => string = (text) => text,
): readonly string[] {
  return lines.length === 0 ? [] : [paintTitle(title), ...lines.map((line) => `  ${line}`)];
}
