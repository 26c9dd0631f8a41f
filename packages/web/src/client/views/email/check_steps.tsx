import type { JSX } from "preact";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import type { UnitCheckStep } from "./unit_check.ts";

const LOOKS: Readonly<Record<UnitCheckStep["status"], IconName>> = {
  waiting: "clock",
  running: "clock",
  ok: "ok",
  warn: "warning",
  fail: "error",
  skipped: "info",
  unknown: "info",
};

/** The steps of a check, as they end. */
export function CheckSteps(props: {
  readonly steps: readonly UnitCheckStep[];
  readonly isBusy: boolean;
}): JSX.Element {
  const { steps, isBusy } = props;
  return (
    <ul class="check-steps" aria-live="polite" aria-busy={isBusy}>
      {steps.map((step) => (
        <CheckLine key={step.id} step={step} />
      ))}
    </ul>
  );
}

function CheckLine({ step }: { readonly step: UnitCheckStep }): JSX.Element {
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
