import type { PlanFacts } from "./_plan_facts.ts";
import type { PlanRuleId } from "./plan_rules.ts";

type Row = readonly [id: PlanRuleId, applies: (facts: PlanFacts) => boolean];

// The decision: the first row that applies is the verdict. The stops of one kind of connection come
// before the mode they guard, and the last row applies always.
const ROWS: readonly Row[] = [
  ["A2", (f) => f.smtps && !f.firmwareHasSmtps],
  ["A3", (f) => !f.tlsAvailable && (f.smtps || f.isRequired)],
  ["A6f", (f) => !f.smtps && f.like === 465 && !f.firmwareHasSmtps],
  ["A6", (f) => !f.smtps && f.like === 465],
  ["A7", (f) => !f.smtps && f.startTls === "off" && f.tlsRequired],
  ["A7v", (f) => f.skipsVerification && f.isRequired],
  ["A4", (f) => f.smtps],
  ["A8", (f) => f.isRequired],
  ["A9", (f) => f.startTls === "may" && f.tlsAvailable && f.guardsLogin],
  ["A10", (f) => f.startTls === "may" && f.tlsAvailable],
  ["A11t", (f) => f.startTls === "may" && f.guardsLogin],
  ["A11", (f) => f.guardsLogin],
  ["A12", () => true],
];

/**
 * Finds the rule that chooses the mode or stops; `undefined` while the port is unknown, because then
 * no rule can tell.
 */
export function planVerdict(facts: PlanFacts): PlanRuleId | undefined {
  if (facts.port === undefined) return undefined;
  return ROWS.find(([, applies]) => applies(facts))?.[0];
}
