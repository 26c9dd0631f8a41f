import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SaveAnswer } from "../../../api/registry_api.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { ChangeTable } from "../../draft/change_table.tsx";
import { storedPlan, typedPlan } from "../../draft/email_draft.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { SelectField } from "../../parts/select_field.tsx";
import { Skeleton } from "../../parts/skeleton.tsx";
import { showToast } from "../../parts/toast.tsx";
import { useIsShown } from "../../parts/use_is_shown.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { EffectPart } from "./effect_part.tsx";
import { forgetAttempts } from "./form_attempt.ts";
import { saveDraft } from "./save_draft.ts";
import { TestNote } from "./test_note.tsx";

const TRIAL_MINUTES: readonly number[] = [2, 5, 10];

/** What saving will change, in effect and key by key, before it does. */
export function SaveDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const isShown = useIsShown();
  const [answer, setAnswer] = useState<SaveAnswer | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [minutes, setMinutes] = useState("0");
  const [isBusy, setBusy] = useState(false);
  const take = (found: ApiFailure): void => {
    if (!isShown()) return;
    if (found.code !== "conflict") return setFailure(found);
    onClose();
    // The conflicts appear above the form; the dialog gives the focus back first.
    setTimeout(() => focusInput("conflicts"));
  };
  useEffect(() => {
    void saveDraft({ dryRun: true }).then((result) =>
      result.ok ? setAnswer(result.value) : take(result.failure),
    );
  }, []);
  const save = async (): Promise<void> => {
    setBusy(true);
    const seconds = Number(minutes) * 60;
    const result = await saveDraft(seconds === 0 ? {} : { confirmWithinSeconds: seconds });
    setBusy(false);
    if (!result.ok) return take(result.failure);
    forgetAttempts();
    showToast(t(seconds === 0 ? "email.saved" : "email.savedOnTrial"));
    if (isShown()) onClose();
  };
  return (
    <Dialog
      isWide
      title={t("email.save.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button
            kind="primary"
            isBusy={isBusy}
            isDisabled={answer === null}
            onClick={() => void save()}
          >
            {t("email.save")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <FailureBanner failure={failure} />
        {answer === null && failure === null && <Skeleton />}
        {answer !== null && <EffectPart before={storedPlan.value} after={typedPlan.value} />}
        {answer !== null && <TestNote onTest={() => goToTest(onClose)} />}
        {answer !== null && <Changes answer={answer} />}
        {answer !== null && <TrialChoice minutes={minutes} onChange={setMinutes} />}
      </div>
    </Dialog>
  );
}

/** The dialog gives the focus back first. */
function goToTest(onClose: () => void): void {
  onClose();
  setTimeout(() => focusInput("test-title"));
}

function Changes({ answer }: { readonly answer: SaveAnswer }): JSX.Element {
  return (
    <section>
      <h3>{t("email.save.keys")}</h3>
      <ChangeTable caption={t("email.save.keys")} changes={answer.changes} />
      {answer.warnings.map((problem) => (
        <p key={problem.code + problem.path} class="remark warning">
          {coreSentences.value.problem(problem)}
        </p>
      ))}
    </section>
  );
}

function TrialChoice(props: {
  readonly minutes: string;
  readonly onChange: (minutes: string) => void;
}): JSX.Element {
  return (
    <SelectField
      label={t("email.save.trial")}
      help={t("email.save.trialHelp")}
      value={props.minutes}
      onChange={props.onChange}
      options={[
        { value: "0", label: t("email.save.noTrial") },
        ...TRIAL_MINUTES.map((count) => ({
          value: String(count),
          label: t("email.save.trialMinutes", { count }),
        })),
      ]}
    />
  );
}
