import type { Finding } from "./finding.ts";

/** What one step of the gate says when it is done. */
export interface StepReport {
  /** What was looked at: `37 files`. */
  readonly summary: string;
  readonly findings: readonly Finding[];
}
