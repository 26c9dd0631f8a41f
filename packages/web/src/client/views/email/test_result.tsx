import type { JSX } from "preact";
import type { DiagnosisView, RecipientResultView } from "../../../api/mail_views.ts";
import type { TestEvent } from "../../../api/test_and_check.ts";
import { typeAll } from "../../draft/email_draft.ts";
import { Banner, type BannerLevel } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { CauseAndRemedy } from "../../parts/cause_and_remedy.tsx";
import { showToast } from "../../parts/toast.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { focusSetting } from "./plan_panel.tsx";

/** How the test ended, for each recipient: the server's words, what they mean, and what helps. */
export function TestResult(props: {
  readonly events: readonly TestEvent[];
  readonly isBusy: boolean;
}): JSX.Element {
  const { events, isBusy } = props;
  const last = events.at(-1);
  return (
    <div role="status" class="stack">
      {!isBusy && last?.kind === "done" && <Done result={last} />}
      {!isBusy && last?.kind === "refused" && <Refused result={last} />}
      {!isBusy && last?.kind === "failed" && (
        <Banner level="error" title={coreSentences.value.words(last.message)} />
      )}
    </div>
  );
}

function Done({ result }: { readonly result: Extract<TestEvent, { kind: "done" }> }): JSX.Element {
  const { recipients, protection, unprovenKey } = result;
  return (
    <>
      {recipients.map((each) => (
        <Recipient key={each.recipient} result={each} />
      ))}
      <p>{t("email.test.protection", { protection: coreSentences.value.words(protection) })}</p>
      {unprovenKey !== null && <KeyOffer pin={unprovenKey} />}
    </>
  );
}

/** A server with a certificate of its own can be trusted by its key, which is more than a name proves. */
function KeyOffer({ pin }: { readonly pin: string }): JSX.Element {
  return (
    <Banner level="info" title={t("email.test.key")}>
      <p class="mono test-key">{pin}</p>
      <p>{t("email.test.keyHelp")}</p>
      <p class="row">
        <Button onClick={() => applyChanges([{ key: "Email/Pin1", value: pin }])}>
          {t("email.test.keyTrust")}
        </Button>
      </p>
    </Banner>
  );
}

const LEVELS: Readonly<Record<RecipientResultView["kind"], BannerLevel>> = {
  delivered: "ok",
  transient: "warning",
  hold: "warning",
  uncertain: "warning",
  permanent: "error",
};

function Recipient({ result }: { readonly result: RecipientResultView }): JSX.Element {
  const { recipient, kind, meaning, lastWords, diagnosis } = result;
  return (
    <Banner level={LEVELS[kind]} title={t(`email.test.${kind}`, { recipient })}>
      {kind !== "delivered" && diagnosis === null && <p>{coreSentences.value.words(meaning)}</p>}
      {lastWords !== null && (
        <p>
          {t("email.test.words")} <q class="mono">{lastWords}</q>
        </p>
      )}
      {diagnosis !== null && <DiagnosisPart diagnosis={diagnosis} />}
    </Banner>
  );
}

function DiagnosisPart({ diagnosis }: { readonly diagnosis: DiagnosisView }): JSX.Element {
  const { changes } = diagnosis;
  return (
    <CauseAndRemedy diagnosis={diagnosis}>
      {changes.length > 0 && (
        <div class="row">
          <Button kind="primary" onClick={() => applyChanges(changes)}>
            {t("email.test.apply")}
          </Button>
          <span class="mono">
            {changes.map(({ key, value }) => `${key} = ${value ?? t("parts.unset")}`).join(", ")}
          </span>
        </div>
      )}
    </CauseAndRemedy>
  );
}

function applyChanges(changes: DiagnosisView["changes"]): void {
  typeAll(changes);
  showToast(t("email.test.applied"));
  const [first] = changes;
  if (first !== undefined) focusSetting(first.key);
}

function Refused(props: { readonly result: Extract<TestEvent, { kind: "refused" }> }): JSX.Element {
  return (
    <Banner level="error" title={t("email.test.refused")}>
      <ul>
        {props.result.refusals.map(({ rule, key, message }) => (
          <li key={rule + key}>
            {coreSentences.value.words(message)}{" "}
            {key.includes("/") && (
              <button type="button" class="link" onClick={() => focusSetting(key)}>
                {key}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
