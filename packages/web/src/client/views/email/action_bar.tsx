import type { JSX } from "preact";
import { discardDraft, unsavedCount } from "../../draft/email_draft.ts";
import { Button } from "../../parts/button.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { t } from "../../text/t.ts";
import { draftObstacles } from "./draft_obstacles.ts";
import { forgetAttempts, formAttempts } from "./form_attempt.ts";
import { PlanLine } from "./plan_panel.tsx";

/** What can be done with what is typed; it stays at the foot of the window. */
export function ActionBar(props: { readonly onSave: () => void }): JSX.Element {
  const count = unsavedCount.value;
  const save = (): void => {
    if (count === 0) return;
    formAttempts.value += 1;
    const [first, ...others] = draftObstacles();
    if (first === undefined) props.onSave();
    // Of several the summary tells, and takes the focus itself.
    else if (others.length === 0) focusInput(first.id);
  };
  const discard = (): void => {
    discardDraft();
    forgetAttempts();
  };
  return (
    <section class="action-bar" aria-label={t("email.actions")}>
      <PlanLine />
      <p role="status">{count === 0 ? t("email.allSaved") : t("email.unsaved", { count })}</p>
      <div class="row">
        {count > 0 && (
          <Button kind="quiet" onClick={discard}>
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
