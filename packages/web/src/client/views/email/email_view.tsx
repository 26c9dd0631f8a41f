import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { discardDraft, unsavedCount } from "../../draft/email_draft.ts";
import { guardWork } from "../../frame/leave_dialog.tsx";
import { PageHead } from "../../frame/page_head.tsx";
import { Banner } from "../../parts/banner.tsx";
import { ErrorSummary, focusInput } from "../../parts/error_summary.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { Skeleton } from "../../parts/skeleton.tsx";
import { route } from "../../route.ts";
import { useRemote } from "../../state/remote_state.ts";
import { mayUse } from "../../state/session_state.ts";
import { registryState } from "../../state/unit_states.ts";
import { t } from "../../text/t.ts";
import { ActionBar } from "./action_bar.tsx";
import { ConflictPart } from "./conflict_part.tsx";
import { draftObstacles } from "./draft_obstacles.ts";
import { EmailSteps } from "./email_steps.tsx";
import { formAttempts } from "./form_attempt.ts";
import { focusSetting, PlanPanel } from "./plan_panel.tsx";
import { SaveDialog } from "./save_dialog.tsx";

/** The page on which a unit learns how to send. */
export function EmailView(): JSX.Element {
  const state = useRemote(registryState);
  return (
    <>
      <PageHead title={t("email.title")} intro={t("email.intro")} />
      <FailureBanner
        failure={registryState.failure.value}
        onAgain={() => void registryState.load()}
      />
      {state === null ? <Skeleton lines={8} /> : <EmailForm />}
    </>
  );
}

function EmailForm(): JSX.Element {
  const [isSaving, setSaving] = useState(false);
  const mayChange = mayUse("administrator");
  const { query } = route.value;
  const wantedKey = query.get("key");
  const wantedPart = query.get("part");
  useEffect(
    () => guardWork({ isUnsaved: () => unsavedCount.peek() > 0, discard: discardDraft }),
    [],
  );
  useEffect(() => {
    if (wantedKey !== null) focusSetting(wantedKey);
    if (wantedPart !== null) focusInput(`${wantedPart}-title`);
  }, [wantedKey, wantedPart]);
  return (
    <>
      {!mayChange && <Banner level="info" title={t("frame.viewOnly")} />}
      <ConflictPart />
      <Obstacles />
      <div class="email-layout">
        <EmailSteps mayChange={mayChange} />
        <PlanPanel />
      </div>
      {mayChange && <ActionBar onSave={() => setSaving(true)} />}
      {isSaving && <SaveDialog onClose={() => setSaving(false)} />}
    </>
  );
}

/** After a try to save with several obstacles: all of them in one list. */
function Obstacles(): JSX.Element | null {
  const obstacles = draftObstacles();
  const isTold = formAttempts.value > 0 && obstacles.length > 1;
  return isTold ? <ErrorSummary items={obstacles} attempt={formAttempts.value} /> : null;
}
