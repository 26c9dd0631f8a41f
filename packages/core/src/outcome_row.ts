import type { OutcomeCode, OutcomeKind, OutcomeScope } from "./submission_outcome.ts";

/** What a row of the outcome tables decides. */
export interface OutcomeRow {
  readonly rule: string;
  readonly kind: OutcomeKind;
  readonly code: OutcomeCode;
  readonly scope: OutcomeScope;
}
