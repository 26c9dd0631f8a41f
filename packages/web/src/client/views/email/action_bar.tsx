import type { JSX } from "preact";
import {
  conflicts,
  discardDraft,
  typedPlan,
  typedSecret,
  unsavedCount,
} from "../../draft/email_draft.ts";
import { unusableKeys } from "../../draft/setting_remarks.ts";
import { Button } from "../../parts/button.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { t } from "../../text/t.ts";
import { REPETITION_ID, repetitionProblem } from "./account_part.tsx";
import { formAttempts } from "./form_attempt.ts";
import { focusSetting, PlanLine } from "./plan_panel.tsx";

/** What can be done with what is typed; it stays at the foot of the window. */
export function ActionBar(props: { readonly onSave: () => void }): JSX.Element {
  const count = unsavedCount.value;
  const save = (): void => {
    if (count === 0) return;
    formAttempts.value += 1;
    if (goToObstacle()) return;
    props.onSave();
  };
  return (
    <section class="action-bar" aria-label={t("email.actions")}>
      <PlanLine />
      <p role="status">{count === 0 ? t("email.allSaved") : t("email.unsaved", { count })}</p>
      <div class="row">
        {count > 0 && (
          <Button kind="quiet" onClick={discardDraft}>
            {t("email.discard")}
          </Button>
        )}
        <Button icon="send" onClick={() => focusInput("test-title")}>
          {t("email.test.go")}
        </Button>
        <Button kind="primary" isDisabled={count === 0} onClick={save}>
          {t("email.save.go")}
        </Button>
      </div>
    </section>
  );
}

/** Leads to the first thing that keeps the draft from being saved, where there is one. */
function goToObstacle(): boolean {
  const secret = typedSecret.peek();
  const isTypedOnce = secret.kind === "replace" && secret.value !== secret.again;
  if (conflicts.peek().length > 0) focusInput("conflicts");
  else if (isTypedOnce || repetitionProblem(secret) !== undefined) focusInput(REPETITION_ID);
  else {
    const [first] = unusableKeys(typedPlan.peek());
    if (first === undefined) return false;
    focusSetting(first);
  }
  return true;
}
