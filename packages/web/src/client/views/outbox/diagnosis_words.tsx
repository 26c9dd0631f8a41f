import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DiagnosisView } from "../../../api/mail_views.ts";
import type { SettingWish } from "../../../api/registry_api.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { stored } from "../../draft/email_draft.ts";
import { saveSettings } from "../../draft/setting_draft.ts";
import { Button } from "../../parts/button.tsx";
import { CauseAndRemedy } from "../../parts/cause_and_remedy.tsx";
import { QuestionDialog } from "../../parts/question_dialog.tsx";
import { showToast } from "../../parts/toast.tsx";
import { hrefTo } from "../../route.ts";
import { useRemote } from "../../state/remote_state.ts";
import { mayUse } from "../../state/session_state.ts";
import { registryState } from "../../state/unit_states.ts";
import { t } from "../../text/t.ts";

/** Why something failed and what helps, with the settings that would help. */
export function DiagnosisWords({ diagnosis }: { readonly diagnosis: DiagnosisView }): JSX.Element {
  const { changes } = diagnosis;
  return (
    <CauseAndRemedy diagnosis={diagnosis}>
      {changes.length > 0 && <Changes changes={changes} />}
    </CauseAndRemedy>
  );
}

function Changes({ changes }: Pick<DiagnosisView, "changes">): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const isKnown = useRemote(registryState) !== null;
  const wishes = changes.map(
    ({ key, value }): SettingWish => ({ key, value, was: stored.value.get(key) ?? null }),
  );
  const isMade = isKnown && wishes.every(({ value, was }) => value === was);
  const make = async (): Promise<ApiFailure | null> => {
    const result = await saveSettings(wishes.filter(({ value, was }) => value !== was));
    if (!result.ok) return result.failure;
    showToast(t("save.done", { count: result.value.changes.length }));
    return null;
  };
  return (
    <>
      <ChangeWords changes={changes} />
      {isMade && <p class="small">{t("message.changesMade")}</p>}
      {isKnown && !isMade && mayUse("administrator") && (
        <p>
          <Button onClick={() => setAsking(true)}>{t("message.makeChanges")}</Button>
        </p>
      )}
      {isAsking && (
        <QuestionDialog
          title={t("message.makeTitle")}
          yes={t("message.makeChanges")}
          onYes={make}
          onClose={() => setAsking(false)}
        >
          <ChangeWords changes={changes} />
        </QuestionDialog>
      )}
    </>
  );
}

function ChangeWords({ changes }: Pick<DiagnosisView, "changes">): JSX.Element {
  return (
    <ul class="small">
      {changes.map(({ key, value }) => (
        <li key={key}>
          <a href={hrefTo("registry", key)}>
            <code>{key}</code>
          </a>{" "}
          = <code>{value ?? t("parts.unset")}</code>
        </li>
      ))}
    </ul>
  );
}
