import { PLAN_RULES } from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

/** Renders the rules by which a connection is planned, in the order of their sentences. */
export function renderPlanRules(): string {
  return markdownTable(
    ["rule", "when", "outcome", "sentence", "key", "source"],
    PLAN_RULES.map((rule) => [
      rule.id,
      rule.when,
      rule.outcome,
      rule.sentence,
      rule.key === null ? "" : `\`${rule.key}\``,
      rule.source ?? "",
    ]),
  );
}
