import { REGISTRY_LIMITS, type RegistryAssignment } from "@fieldpost/core";
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import type { LiveEvent } from "../../../api/live_api.ts";
import type { ImportRequest, SaveAnswer } from "../../../api/registry_api.ts";
import type { ApiFailure, ApiResult } from "../../api/api_result.ts";
import { apiUrl, callApi } from "../../api/call_api.ts";
import { ChangeTable } from "../../draft/change_table.tsx";
import { planWith, storedPlan } from "../../draft/email_draft.ts";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { failureWords } from "../../parts/failure_banner.tsx";
import { SwitchField } from "../../parts/switch_field.tsx";
import { TextAreaField } from "../../parts/text_field.tsx";
import { showToast } from "../../parts/toast.tsx";
import { lastRegistryEvent } from "../../state/apply_live_event.ts";
import { sessionSignal } from "../../state/session_signal.ts";
import { mayUse } from "../../state/session_state.ts";
import { registryState } from "../../state/unit_states.ts";
import { t } from "../../text/t.ts";
import { EffectPart } from "../email/effect_part.tsx";
import { ProblemLines } from "./problem_lines.tsx";

/** Settings out of a file and into one. */
export function ImportTab(): JSX.Element {
  return (
    <div class="sections">
      {mayUse("administrator") && <ImportForm />}
      <section class="card stack" aria-labelledby="export-title">
        <h2 id="export-title">{t("export.title")}</h2>
        <p>{t("export.intro")}</p>
        <a class="button plain" href={apiUrl("/registry/export")} download>
          {t("export.download")}
        </a>
      </section>
    </div>
  );
}

/** What is typed, what it would change, and what came of asking. */
interface ImportWork {
  readonly document: string;
  readonly replace: boolean;
  readonly answer: SaveAnswer | null;
  /** What had changed last when it was answered. */
  readonly answeredAfter: LiveEvent | null;
  readonly failure: ApiFailure | null;
  readonly isBusy: boolean;
}

const NOTHING: ImportWork = {
  document: "",
  replace: false,
  answer: null,
  answeredAfter: null,
  failure: null,
  isBusy: false,
};

/** It stays while the viewer looks at another page: the difference leads to the keys. */
const work: Signal<ImportWork> = sessionSignal(NOTHING);

function note(change: Partial<ImportWork>): void {
  work.value = { ...work.peek(), ...change };
}

/** The work after an answer; one for a document that was typed over meanwhile says nothing of this one. */
function answered(
  now: ImportWork,
  { document, replace, dryRun }: ImportRequest,
  result: ApiResult<SaveAnswer>,
): ImportWork {
  const rest = { ...now, isBusy: false };
  if (now.document !== document || now.replace !== replace) return rest;
  if (!result.ok) return { ...rest, answer: null, failure: result.failure };
  if (!dryRun) return NOTHING;
  const answeredAfter = lastRegistryEvent.peek();
  return { ...rest, answer: result.value, answeredAfter, failure: null };
}

async function ask(dryRun: boolean): Promise<void> {
  const { document, replace } = work.peek();
  note({ isBusy: true });
  const body: ImportRequest = { document, replace, dryRun };
  const result = await callApi<SaveAnswer>({ method: "POST", path: "/registry/import", body });
  work.value = answered(work.peek(), body, result);
  if (dryRun || !result.ok) return;
  showToast(t("import.done", { count: result.value.changes.length }));
  await registryState.load();
}

function ImportForm(): JSX.Element {
  const { document, failure, isBusy, answeredAfter } = work.value;
  // What would change is no longer sure when somebody has changed something.
  const answer = answeredAfter === lastRegistryEvent.value ? work.value.answer : null;
  return (
    <section class="card stack" aria-labelledby="import-title">
      <h2 id="import-title">{t("import.title")}</h2>
      <p>{t("import.intro")}</p>
      <ImportFields
        work={work.value}
        onTyped={(typed) => note({ ...typed, answer: null, failure: null })}
      />
      {answer === null && (
        <Button
          kind="primary"
          isBusy={isBusy}
          isDisabled={document.trim() === ""}
          onClick={() => void ask(true)}
        >
          {t("import.preview")}
        </Button>
      )}
      <div role="status" class="stack">
        {failure !== null && <Refused failure={failure} />}
        {answer !== null && (
          <Difference answer={answer} isBusy={isBusy} onApply={() => void ask(false)} />
        )}
      </div>
    </section>
  );
}

function ImportFields(props: {
  readonly work: ImportWork;
  readonly onTyped: (typed: Partial<ImportWork>) => void;
}): JSX.Element {
  const { work, onTyped } = props;
  return (
    <>
      <FileInput onText={(document) => onTyped({ document })} />
      <TextAreaField
        id="import-document"
        mono
        rows={10}
        label={t("import.document")}
        help={t("import.documentHelp")}
        value={work.document}
        onInput={(document) => onTyped({ document })}
      />
      <SwitchField
        label={t("import.replace")}
        help={t("import.replaceHelp")}
        isOn={work.replace}
        onChange={(replace) => onTyped({ replace })}
      />
    </>
  );
}

function FileInput({ onText }: { readonly onText: (text: string) => void }): JSX.Element {
  const read = async (input: HTMLInputElement): Promise<void> => {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    if (file.size > REGISTRY_LIMITS.documentLength * 4) showToast(t("import.tooLarge"), "error");
    else onText(await file.text());
    input.value = "";
  };
  return (
    <label class="button plain file-button">
      <span>{t("import.file")}</span>
      <input
        type="file"
        accept=".ini,.txt,text/plain"
        class="visually-hidden"
        onChange={(event) => void read(event.currentTarget)}
      />
    </label>
  );
}

function Refused({ failure }: { readonly failure: ApiFailure }): JSX.Element {
  const problems = failure.problems ?? [];
  const isJudged = problems.length > 0;
  return (
    <Banner level="error" title={isJudged ? t("import.refused") : failureWords(failure)}>
      <ProblemLines problems={problems} />
    </Banner>
  );
}

function Difference(props: {
  readonly answer: SaveAnswer;
  readonly isBusy: boolean;
  readonly onApply: () => void;
}): JSX.Element {
  const { changes, warnings } = props.answer;
  if (changes.length === 0) return <Banner level="ok" title={t("import.same")} />;
  return (
    <>
      {warnings.length > 0 && (
        <Banner level="warning" title={t("import.warnings")}>
          <ProblemLines problems={warnings} />
        </Banner>
      )}
      <p>
        <strong>{t("import.diff", { count: changes.length })}</strong>
      </p>
      <EffectPart before={storedPlan.value} after={planWith(assignmentsOf(changes))} />
      <ChangeTable caption={t("import.diff", { count: changes.length })} changes={changes} />
      <Button kind="primary" isBusy={props.isBusy} onClick={props.onApply}>
        {t("import.apply", { count: changes.length })}
      </Button>
    </>
  );
}

/** The changes as a registry takes them; a secret is not among them. */
function assignmentsOf(changes: SaveAnswer["changes"]): RegistryAssignment[] {
  return changes
    .filter(({ isSecret }) => !isSecret)
    .map(({ key, after }): RegistryAssignment => [key, after ?? ""]);
}
