import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SettingChange, SettingWish } from "../../../api/registry_api.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { ChangeTable } from "../../draft/change_table.tsx";
import { planWith, stored, storedPlan } from "../../draft/email_draft.ts";
import { saveSettings } from "../../draft/setting_draft.ts";
import { Button } from "../../parts/button.tsx";
import { QuestionDialog } from "../../parts/question_dialog.tsx";
import { showToast } from "../../parts/toast.tsx";
import { t } from "../../text/t.ts";
import { EffectPart } from "../email/effect_part.tsx";

/** The history keeps the beginning of a long value, and an ellipsis. */
const CUT_REGEXP = /…$/u;

/** Puts the keys of a change back to what they were before it; nothing where they are that already. */
export function UndoButton(props: {
  readonly changes: readonly SettingChange[];
}): JSX.Element | null {
  const [isAsking, setAsking] = useState(false);
  const wishes = undoWishes(props.changes);
  const undo = async (): Promise<ApiFailure | null> => {
    const result = await saveSettings(wishes);
    if (!result.ok) return result.failure;
    showToast(t("history.undone", { count: result.value.changes.length }));
    return null;
  };
  if (wishes.length === 0) return null;
  return (
    <p>
      <Button icon="undo" onClick={() => setAsking(true)}>
        {t("history.undo")}
      </Button>
      {isAsking && (
        <QuestionDialog
          isWide
          title={t("history.undoTitle")}
          yes={t("history.undoYes")}
          onYes={undo}
          onClose={() => setAsking(false)}
        >
          <div class="stack">
            <EffectPart
              before={storedPlan.value}
              after={planWith(wishes.map(({ key, value }) => [key, value ?? ""] as const))}
            />
            <ChangeTable caption={t("history.undoTitle")} changes={wishes.map(changeOf)} />
            {props.changes.some(({ isSecret }) => isSecret) && <p>{t("history.undoSecret")}</p>}
          </div>
        </QuestionDialog>
      )}
    </p>
  );
}

function undoWishes(changes: readonly SettingChange[]): readonly SettingWish[] {
  return changes
    .filter(({ isSecret, before }) => !isSecret && !CUT_REGEXP.test(before ?? ""))
    .map(({ key, before }) => ({ key, value: before, was: stored.value.get(key) ?? null }))
    .filter(({ value, was }) => value !== was);
}

function changeOf({ key, value, was }: SettingWish): SettingChange {
  const kind = was === null ? "added" : value === null ? "removed" : "changed";
  return { kind, key, before: was, after: value, isSecret: false };
}
