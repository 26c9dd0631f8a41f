import { NO_RECOMMENDATION_RULES, RECOMMENDATION_RULES } from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

/** Renders the rules of a recommendation: the strongest way first, then why there may be none. */
export function renderRecommendations(): string {
  const ways = RECOMMENDATION_RULES.map(({ id, when, mode, sentence, source }) => [
    id,
    when,
    `mode ${mode}`,
    sentence,
    source ?? "",
  ]);
  const none = NO_RECOMMENDATION_RULES.map(({ id, when, sentence, source }) => [
    id,
    when,
    "nothing",
    sentence,
    source ?? "",
  ]);
  return markdownTable(["rule", "when", "recommended", "sentence", "source"], [...ways, ...none]);
}
