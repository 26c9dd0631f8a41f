import type { JSX } from "preact";
import type { ConnectionRecommendation } from "../../../api/mail_views.ts";
import { typeAll, typedPlan } from "../../draft/email_draft.ts";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { showToast } from "../../parts/toast.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { CheckSteps } from "./check_steps.tsx";
import { type UnitCheckStep, useUnitCheck } from "./unit_check.ts";

/** Asks every usual port of the mail server, and offers the strongest way to connect. */
export function BestWay(): JSX.Element {
  const check = useUnitCheck({ isWanted: isOfServer });
  const { steps, isBusy, failure, recommendation, run } = check;
  const hasHost = typedPlan.value.reading.settings.host !== undefined;
  return (
    <div class="best-way stack">
      <div>
        <Button isBusy={isBusy} isDisabled={!hasHost} onClick={() => void run()}>
          {t("email.best.run")}
        </Button>
        <p class="field-help">{t(hasHost ? "email.best.help" : "email.best.needHost")}</p>
      </div>
      <FailureBanner failure={failure} />
      <div role="status">
        {recommendation === null && <Banner level="warning" title={t("email.best.none")} />}
        {recommendation != null && (
          <Recommendation found={recommendation} isOpen={steps.some(isPortOpen)} />
        )}
      </div>
      {steps.length > 0 && (
        <details open={isBusy || recommendation === null}>
          <summary>{t("email.best.ports")}</summary>
          <CheckSteps steps={steps.filter(isWorthShowing)} isBusy={isBusy} />
        </details>
      )}
    </div>
  );
}

/** The ports; and the name, where it is the reason that no port was asked. */
function isOfServer({ id, status }: UnitCheckStep): boolean {
  return id.startsWith("port-") || (id === "dns" && status === "fail");
}

function isPortOpen({ id, status }: UnitCheckStep): boolean {
  return id.startsWith("port-") && status === "ok";
}

/** A family that the server or this machine does not have is nobody's concern here. */
function isWorthShowing({ status }: UnitCheckStep): boolean {
  return status !== "skipped";
}

function Recommendation(props: {
  readonly found: ConnectionRecommendation;
  /** Whether there is a port that mail can leave by. */
  readonly isOpen: boolean;
}): JSX.Element {
  const { text, assignments } = props.found;
  const apply = (): void => {
    typeAll(assignments);
    showToast(t("email.test.applied"));
  };
  return (
    <Banner
      level={assignments.length === 0 && !props.isOpen ? "warning" : "ok"}
      title={coreSentences.value.words(text)}
      actions={
        assignments.length > 0 && (
          <Button kind="primary" onClick={apply}>
            {t("email.test.apply")}
          </Button>
        )
      }
    >
      {assignments.length === 0 && props.isOpen && <p>{t("email.best.already")}</p>}
      {assignments.length > 0 && (
        <p class="mono">
          {assignments.map(({ key, value }) => `${key} = ${value ?? t("parts.unset")}`).join(", ")}
        </p>
      )}
    </Banner>
  );
}
