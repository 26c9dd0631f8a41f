import type { Diagnosis } from "@fieldpost/core";
import type { DiagnosisView } from "../../api/mail_views.ts";

/** A diagnosis as the page sees it: its changes are those that one click can make. */
export function diagnosisView(diagnosis: Diagnosis | undefined): DiagnosisView | null {
  if (diagnosis === undefined) return null;
  const { cause, fix, side, certainty, change } = diagnosis;
  const exact = change.filter(({ isExact }) => isExact);
  return { cause, fix, side, certainty, changes: exact.map(({ key, value }) => ({ key, value })) };
}
