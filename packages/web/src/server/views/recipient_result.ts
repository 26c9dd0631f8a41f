import type { RecipientResult } from "@fieldpost/runtime";
import type { RecipientResultView } from "../../api/mail_views.ts";
import { diagnosisView } from "./diagnosis_view.ts";

/** What became of one recipient, as the page sees it. */
export function recipientResult(result: RecipientResult): RecipientResultView {
  const { recipient, verdict, meaning, lastWords = null, diagnosis } = result;
  const { kind, code } = verdict;
  return { recipient, kind, code, meaning, lastWords, diagnosis: diagnosisView(diagnosis) };
}
