import type { Page } from "playwright-core";

/** One sentence of a plan: the rule, and what a person reads. */
export type PlanSentence = readonly [rule: string, message: string];

/** What the page says of how mail will leave. */
export interface PlanOnPage {
  readonly mode: string;
  readonly refusals: readonly PlanSentence[];
  readonly reasons: readonly PlanSentence[];
  readonly warnings: readonly PlanSentence[];
}

/** Reads the panel beside the form of the page Email. */
export async function planOnPage(page: Page): Promise<PlanOnPage> {
  const panel = page.locator(".plan-panel");
  const sentences = async (kind: string): Promise<PlanSentence[]> =>
    await panel
      .locator(`.plan-part.${kind} li`)
      .evaluateAll((items) =>
        items.map((item): [string, string] => [
          item.getAttribute("data-rule") ?? "",
          item.querySelector("span")?.textContent ?? "",
        ]),
      );
  return {
    mode: (await panel.locator(".plan-mode").getAttribute("data-mode")) ?? "",
    refusals: await sentences("problem"),
    reasons: await sentences("reason"),
    warnings: await sentences("warning"),
  };
}
