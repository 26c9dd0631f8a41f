import type {
  CheckReport,
  CheckProgress as KnownProgress,
  CheckStep as KnownStep,
} from "@fieldpost/runtime";
import type { CheckProgress, CheckStep } from "../../api/mail_views.ts";
import type { CheckEvent } from "../../api/test_and_check.ts";

/** A step of a check as the page sees it. */
export function checkStep(step: KnownStep | KnownProgress): CheckStep | CheckProgress {
  const { id, title } = step;
  if (!("summary" in step)) return { id, title, status: step.status };
  return { id, title, status: step.status, summary: step.summary };
}

/** The end of a check as the page sees it. */
export function checkDone({ path, recommendation }: CheckReport): CheckEvent {
  if (recommendation === undefined) return { kind: "done", path, recommendation: null };
  const { reason: text, assignments } = recommendation;
  const wanted = assignments.map(([key, value]) => ({ key, value: value === "" ? null : value }));
  return { kind: "done", path, recommendation: { text, assignments: wanted } };
}
