import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { CheckProgress, CheckStep } from "../../../api/mail_views.ts";
import type { CheckEvent } from "../../../api/test_and_check.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { streamApi } from "../../api/stream_api.ts";
import { Button } from "../../parts/button.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";

/** The steps of a check that are about this machine and not about the mail server. */
const OWN_STEPS: readonly string[] = ["addresses", "dns", "clock"];

type Step = CheckStep | CheckProgress;

/** Looks at addresses, name and clock of the unit, and says in plain words what was found. */
export function IpCheck(): JSX.Element {
  const [steps, setSteps] = useState<ReadonlyMap<string, Step>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const abort = useRef<AbortController>();
  const run = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const found = new Map<string, Step>();
    abort.current = new AbortController();
    const { signal } = abort.current;
    const call = { path: "/check", body: { login: false }, signal };
    const result = await streamApi<CheckEvent>(call, (event) => {
      if (event.kind !== "step" || !OWN_STEPS.includes(event.step.id)) return;
      found.set(event.step.id, event.step);
      setSteps(new Map(found));
      // What follows is about ports of the mail server, which may not even be typed yet.
      if (OWN_STEPS.every((id) => hasEnded(found.get(id)))) abort.current?.abort();
    });
    setBusy(false);
    if (!result.ok && !signal.aborted) setFailure(result.failure);
  };
  return (
    <>
      <Button isBusy={isBusy} onClick={() => void run()}>
        {t(steps.size === 0 ? "email.check.run" : "email.check.again")}
      </Button>
      <FailureBanner failure={failure} />
      <ul class="check-steps" aria-live="polite" aria-busy={isBusy}>
        {[...steps.values()].map((step) => (
          <CheckLine key={step.id} step={step} />
        ))}
      </ul>
    </>
  );
}

function hasEnded(step: Step | undefined): boolean {
  return step !== undefined && step.status !== "waiting" && step.status !== "running";
}

const LOOKS: Readonly<Record<Step["status"], IconName>> = {
  waiting: "clock",
  running: "clock",
  ok: "ok",
  warn: "warning",
  fail: "error",
  skipped: "info",
  unknown: "info",
};

function CheckLine({ step }: { readonly step: Step }): JSX.Element {
  const say = coreSentences.value.words;
  return (
    <li class={`check-step ${step.status}`}>
      <Icon name={LOOKS[step.status]} />
      <div>
        <p>
          <strong>{say(step.title)}</strong>{" "}
          <span class="faint">{t(`email.check.${step.status}`)}</span>
        </p>
        {"summary" in step && <p>{say(step.summary)}</p>}
      </div>
    </li>
  );
}
