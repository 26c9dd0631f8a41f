import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { guardWork } from "../frame/leave_dialog.tsx";
import { Button } from "../parts/button.tsx";
import { FailureBanner } from "../parts/failure_banner.tsx";
import { showToast } from "../parts/toast.tsx";
import { t } from "../text/t.ts";
import { ConflictList } from "./conflict_list.tsx";
import type { SettingDraft } from "./setting_draft.ts";

/** What is typed and not saved: how much, what is in its way, and the two ways to end that. */
export function SaveBar(props: {
  readonly draft: SettingDraft;
  /** Problems that are seen only with other settings, and have to be put right first, too. */
  readonly others?: number;
}): JSX.Element | null {
  const { draft, others = 0 } = props;
  const [isBusy, setBusy] = useState(false);
  const wishes = draft.wishes.value;
  useEffect(
    () =>
      guardWork({
        isUnsaved: () => draft.wishes.peek().length > 0,
        discard: () => draft.discard(),
      }),
    [draft],
  );
  if (wishes.length === 0) return null;
  const conflicts = draft.conflicts.value;
  const problems = draft.problems.value.size + others;
  const save = async (): Promise<void> => {
    setBusy(true);
    const result = await draft.save();
    setBusy(false);
    if (result.ok) showToast(t("save.done", { count: result.value.changes.length }));
  };
  return (
    <section class="save-bar" aria-label={t("save.label")}>
      <ConflictList conflicts={conflicts} authors={draft.authors.value} settle={draft.settle} />
      {conflicts.length === 0 && <FailureBanner failure={draft.failure.value} />}
      <div class="save-row">
        <p>
          <strong>{t("save.count", { count: wishes.length })}</strong>
          {problems > 0 && <> {t("save.problems", { count: problems })}</>}
        </p>
        <Button onClick={() => draft.discard()}>{t("save.discard")}</Button>
        <Button
          kind="primary"
          isBusy={isBusy}
          isDisabled={problems > 0 || conflicts.length > 0}
          onClick={() => void save()}
        >
          {t("save.save")}
        </Button>
      </div>
    </section>
  );
}
