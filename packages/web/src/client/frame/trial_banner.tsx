import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { TrialRequest, TrialState } from "../../api/registry_api.ts";
import type { ApiFailure } from "../api/api_result.ts";
import { callApi } from "../api/call_api.ts";
import { Banner } from "../parts/banner.tsx";
import { Button } from "../parts/button.tsx";
import { FailureBanner } from "../parts/failure_banner.tsx";
import { countdownWords } from "../parts/time_words.ts";
import { showToast } from "../parts/toast.tsx";
import { trialState } from "../state/apply_live_event.ts";
import { unitNow } from "../state/clock_state.ts";
import { mayUse } from "../state/session_state.ts";
import { registryState } from "../state/unit_states.ts";
import { t } from "../text/t.ts";

/** How far the page's clock may be behind. */
const TICK_MS = 2000;

/** A change on trial, on every page: how long it still is, and the two ways to end it. */
export function TrialBanner(): JSX.Element | null {
  const trial = trialState.value;
  const last = useRef<TrialState | null>(null);
  useEffect(() => {
    // Ended with its time: nobody has confirmed it, here or elsewhere.
    const ended = trial === null ? last.current : null;
    if (ended !== null && Date.parse(ended.expiresAt) <= unitNow.peek() + TICK_MS) {
      showToast(t("trial.over"), "error");
    }
    last.current = trial;
  }, [trial]);
  return trial === null ? null : <RunningTrial key={trial.id} trial={trial} />;
}

function RunningTrial({ trial }: { readonly trial: TrialState }): JSX.Element {
  const [busy, setBusy] = useState<TrialRequest["action"] | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const left = Date.parse(trial.expiresAt) - unitNow.value;
  const end = async (action: TrialRequest["action"]): Promise<void> => {
    setBusy(action);
    const result = await endTrial({ id: trial.id, action });
    setBusy(null);
    setFailure(result);
  };
  const actions = mayUse("administrator") && (
    <>
      <Button kind="primary" isBusy={busy === "confirm"} onClick={() => void end("confirm")}>
        {t("trial.confirm")}
      </Button>
      <Button icon="undo" isBusy={busy === "roll-back"} onClick={() => void end("roll-back")}>
        {t("trial.rollBack")}
      </Button>
    </>
  );
  return (
    <section class="trial" aria-label={t("trial.label")}>
      <Banner
        level="warning"
        title={t("trial.banner", { left: countdownWords(left) })}
        actions={actions}
      >
        <p>{t("trial.by", { name: trial.by, keys: changedKeys(trial) })}</p>
        <FailureBanner failure={failure} />
      </Banner>
    </section>
  );
}

function changedKeys({ changes }: TrialState): string {
  return changes.map(({ key }) => key).join(", ");
}

async function endTrial(body: TrialRequest): Promise<ApiFailure | null> {
  const result = await callApi({ method: "POST", path: "/registry/trial", body });
  if (!result.ok) return result.failure;
  await registryState.load();
  // Meanwhile somebody may have begun another one.
  if (trialState.peek()?.id === body.id) trialState.value = null;
  showToast(t(body.action === "confirm" ? "trial.confirmed" : "trial.rolledBack"));
  return null;
}
