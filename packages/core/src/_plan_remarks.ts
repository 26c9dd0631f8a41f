import type { PlanFacts } from "./_plan_facts.ts";
import type { TlsMode } from "./connection_plan.ts";
import type { PlanRuleId } from "./plan_rules.ts";

/** The facts, and the mode of the verdict where the verdict is one. */
export interface RemarkFacts extends PlanFacts {
  readonly mode: TlsMode | undefined;
  readonly verdict: PlanRuleId | undefined;
  readonly hasUsername: boolean;
  readonly hasSecret: boolean;
  readonly hasToken: boolean;
}

function isCertain(mode: TlsMode | undefined): boolean {
  return mode === "implicit" || mode === "starttls-must";
}

function isAlternate(port: number | undefined): boolean {
  return port === 2465 || port === 2525 || port === 2587;
}

/** When the rules apply that stand beside the verdict: notes, warnings, and stops of their own. */
export const REMARKS: Readonly<Partial<Record<PlanRuleId, (facts: RemarkFacts) => boolean>>> = {
  A18: (f) => f.hasUsername && !f.hasSecret && !f.hasToken,
  A18u: (f) => !f.hasUsername && f.hasSecret,
  A18t: (f) => !f.hasUsername && f.hasToken,
  A18n: (f) => f.hasUsername && f.hasSecret && f.hasToken,
  A19: (f) => f.hasLogin && !f.hasToken && f.provider?.passwords === "none",
  A19n: (f) => f.hasLogin && !f.hasToken && f.provider?.notice !== undefined,
  A14: (f) => isAlternate(f.port),
  A6d: (f) => f.isDerived,
  A4n: (f) => f.mode === "implicit" && f.startTls !== "off",
  A3o: (f) => f.mode === "plain" && f.startTls === "may",
  A12l: (f) => (f.mode === "plain" || f.mode === "starttls-may") && f.hasLogin && f.isLoopback,
  A10w: (f) => f.mode === "starttls-may" && f.hasLogin && !f.isLoopback,
  A12w: (f) => f.mode === "plain" && f.hasLogin && !f.isLoopback,
  A5: (f) => f.mode === "implicit" && f.like === 587,
  A5r: (f) => f.mode === "implicit" && f.port === 25,
  A13: (f) => f.port === 25 && f.hasLogin,
  A15: (f) => f.skipsVerification && f.hasLogin,
  A15n: (f) => f.skipsVerification && !f.hasLogin,
  A16: (f) =>
    f.isAddress &&
    !f.isLoopback &&
    !f.skipsVerification &&
    !f.hasPins &&
    (isCertain(f.mode) || f.mode === "starttls-may"),
  A17: (f) => isCertain(f.mode) && !f.clockIsPlausible,
  A17w: (f) => f.mode === "starttls-may" && !f.clockIsPlausible,
};
