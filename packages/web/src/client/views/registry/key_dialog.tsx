import {
  type CatalogueEntry,
  checkAssignment,
  findCatalogueEntry,
  isWarning,
  type Problem,
} from "@fieldpost/core";
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { ConflictList } from "../../draft/conflict_list.tsx";
import { stored } from "../../draft/email_draft.ts";
import { createSettingDraft, type SettingDraft } from "../../draft/setting_draft.ts";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { showToast } from "../../parts/toast.tsx";
import { useIsShown } from "../../parts/use_is_shown.ts";
import { hrefTo } from "../../route.ts";
import { mayUse } from "../../state/session_state.ts";
import { registryState } from "../../state/unit_states.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { KeyFacts } from "./key_facts.tsx";
import { ValueField } from "./value_field.tsx";

interface KeyDialogProps {
  readonly settingKey: string;
  readonly onClose: () => void;
}

/** One key: its value, what it means, and what would be wrong with what is typed. */
export function KeyDialog({ settingKey, onClose }: KeyDialogProps): JSX.Element {
  const draft = useMemo(createSettingDraft, [settingKey]);
  const isShown = useIsShown();
  const [isBusy, setBusy] = useState(false);
  const entry = findCatalogueEntry(settingKey);
  const mayEdit = mayUse("administrator") && entry?.secret !== true;
  const save = async (): Promise<void> => {
    const isRemoved = draft.value(settingKey) === "";
    setBusy(true);
    const result = await draft.save();
    setBusy(false);
    if (!result.ok) return;
    showToast(t(isRemoved ? "key.removed" : "key.saved", { key: settingKey }));
    if (isShown()) onClose();
  };
  return (
    <Dialog
      title={settingKey}
      onClose={onClose}
      isWide
      actions={mayEdit ? <Actions {...{ settingKey, onClose, draft, isBusy, save }} /> : undefined}
    >
      <div class="stack">
        <Meaning settingKey={settingKey} entry={entry} />
        {entry?.secret === true ? (
          <SecretWords />
        ) : (
          <ValueField
            {...valueWords(settingKey, draft)}
            {...{ settingKey, entry, draft, mayEdit }}
          />
        )}
        <ConflictList
          conflicts={draft.conflicts.value}
          authors={draft.authors.value}
          settle={draft.settle}
        />
        {draft.conflicts.value.length === 0 && <FailureBanner failure={draft.failure.value} />}
        {entry !== undefined && <KeyFacts entry={entry} />}
      </div>
    </Dialog>
  );
}

function Actions(
  props: KeyDialogProps & {
    readonly draft: SettingDraft;
    readonly isBusy: boolean;
    readonly save: () => Promise<void>;
  },
): JSX.Element {
  const { settingKey, onClose, draft, isBusy, save } = props;
  const isReady =
    draft.wishes.value.length > 0 &&
    draft.problems.value.size === 0 &&
    draft.conflicts.value.length === 0;
  const isSet = stored.value.has(settingKey);
  return (
    <>
      <Button onClick={onClose}>{t("parts.cancel")}</Button>
      {isSet && (
        <Button
          kind="danger"
          isDisabled={isBusy}
          onClick={() => {
            draft.set(settingKey, "");
            void save();
          }}
        >
          {t("key.remove")}
        </Button>
      )}
      <Button kind="primary" isBusy={isBusy} isDisabled={!isReady} onClick={() => void save()}>
        {t("key.save")}
      </Button>
    </>
  );
}

function Meaning(props: {
  readonly settingKey: string;
  readonly entry: CatalogueEntry | undefined;
}): JSX.Element {
  const { settingKey, entry } = props;
  return entry === undefined ? (
    <Banner level="warning" title={t("registry.unknownHelp")} />
  ) : (
    <p>{coreSentences.value.meaning(settingKey, entry.meaning)}</p>
  );
}

function SecretWords(): JSX.Element {
  return (
    <p>
      {t("key.secretHelp")} <a href={hrefTo("email")}>{t("key.toEmail")}</a>
    </p>
  );
}

function valueWords(
  key: string,
  draft: SettingDraft,
): { problem: string | undefined; warning: string | undefined } {
  // A key that is not known is said above, and not again at its value.
  const found = checkAssignment(key, draft.value(key)).filter(({ code }) => code !== "key-unknown");
  const stored = (registryState.value.value?.problems ?? []).filter(({ path }) => path === key);
  const words = (problem: Problem | undefined): string | undefined =>
    problem === undefined ? undefined : coreSentences.value.problem(problem);
  const typed = draft.wishes.value.length > 0;
  return {
    problem: words(found.find((each) => !isWarning(each))),
    warning: words(found.find(isWarning) ?? (typed ? undefined : stored[0])),
  };
}
