import type { JSX } from "preact";
import { Button } from "../../parts/button.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { t } from "../../text/t.ts";
import { CheckSteps } from "./check_steps.tsx";
import { useUnitCheck } from "./unit_check.ts";

/** The steps of a check that are about this machine and not about the mail server. */
const OWN_STEPS: readonly string[] = ["addresses", "dns", "clock"];

/** Looks at addresses, name and clock of the unit, and says in plain words what was found. */
export function IpCheck(): JSX.Element {
  const { steps, isBusy, failure, run } = useUnitCheck({
    isWanted: ({ id }) => OWN_STEPS.includes(id),
    lastSteps: OWN_STEPS,
  });
  return (
    <>
      <Button isBusy={isBusy} onClick={() => void run()}>
        {t(steps.length === 0 ? "email.check.run" : "email.check.again")}
      </Button>
      <FailureBanner failure={failure} />
      <CheckSteps steps={steps} isBusy={isBusy} />
    </>
  );
}
