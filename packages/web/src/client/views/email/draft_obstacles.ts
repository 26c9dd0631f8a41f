import { conflicts, typedPlan, typedSecret } from "../../draft/email_draft.ts";
import { settingRemarks, unusableKeys } from "../../draft/setting_remarks.ts";
import type { SummaryItem } from "../../parts/error_summary.tsx";
import { t } from "../../text/t.ts";
import { REPETITION_ID } from "./account_part.tsx";
import { settingInputId } from "./setting_input_id.ts";

/** The id of the list of conflicts. */
export const CONFLICTS_ID = "conflicts";

/** What keeps the draft from being saved, each with the input where it is mended. */
export function draftObstacles(): readonly SummaryItem[] {
  const plan = typedPlan.value;
  return [
    ...(conflicts.value.length > 0
      ? [
          {
            id: CONFLICTS_ID,
            text: t("email.conflict.title", { count: conflicts.value.length }),
          },
        ]
      : []),
    ...(isTypedOnce() ? [{ id: REPETITION_ID, text: t("setup.differ") }] : []),
    ...unusableKeys(plan).map((key) => ({
      id: settingInputId(key),
      text: settingRemarks(plan, key).problem ?? key,
    })),
  ];
}

/** Whether a new password was typed, and its repetition is another. */
export function isTypedOnce(): boolean {
  const secret = typedSecret.value;
  return secret.kind === "replace" && secret.value !== secret.again;
}
