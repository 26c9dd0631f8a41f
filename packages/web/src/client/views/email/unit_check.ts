import { useEffect, useRef, useState } from "preact/hooks";
import type {
  CheckProgress,
  CheckStep,
  ConnectionRecommendation,
} from "../../../api/mail_views.ts";
import type { CheckEvent, CheckRequest } from "../../../api/test_and_check.ts";
import { type ApiFailure, localFailure } from "../../api/api_result.ts";
import { streamApi } from "../../api/stream_api.ts";
import { stored, typedPlan } from "../../draft/email_draft.ts";

/** A step of a check, ended or not. */
export type UnitCheckStep = CheckStep | CheckProgress;

/** A check that the unit makes of itself, as far as it has come. */
export interface UnitCheck {
  readonly steps: readonly UnitCheckStep[];
  readonly isBusy: boolean;
  readonly failure: ApiFailure | null;
  /** `undefined` until it has ended; `null` when nothing can be recommended. */
  readonly recommendation: ConnectionRecommendation | null | undefined;
  run(): Promise<void>;
}

type State = Pick<UnitCheck, "isBusy" | "failure" | "recommendation">;

const IDLE: State = { isBusy: false, failure: null, recommendation: undefined };

/** What is wanted of a check. */
export interface UnitCheckWish {
  readonly isWanted: (step: UnitCheckStep) => boolean;
  /** The check is over when these steps have ended: the rest is not waited for. */
  readonly lastSteps?: readonly string[];
}

/** Lets the unit check the mail host that is typed, and keeps the steps that are wanted. */
export function useUnitCheck({ isWanted, lastSteps }: UnitCheckWish): UnitCheck {
  const [steps, setSteps] = useState<ReadonlyMap<string, UnitCheckStep>>(new Map());
  const [state, setState] = useState(IDLE);
  const abort = useRef<AbortController>(new AbortController());
  // A unit makes few checks at once: one that nobody sees any more would keep the next one away.
  useEffect(() => () => abort.current.abort(), []);
  const run = async (): Promise<void> => {
    setState({ ...IDLE, isBusy: true });
    const found = new Map<string, UnitCheckStep>();
    abort.current = new AbortController();
    const { signal } = abort.current;
    let next: State = IDLE;
    const call = { path: "/check", body: checkRequest(), signal };
    const result = await streamApi<CheckEvent>(call, (event) => {
      if (event.kind === "done") next = { ...next, recommendation: event.recommendation };
      if (event.kind === "failed") {
        next = { ...next, failure: localFailure("refused", event.message) };
      }
      if (event.kind !== "step" || !isWanted(event.step)) return;
      found.set(event.step.id, event.step);
      setSteps(new Map(found));
      if (lastSteps?.every((id) => hasEnded(found.get(id)))) abort.current.abort();
    });
    setState(result.ok || signal.aborted ? next : { ...IDLE, failure: result.failure });
  };
  return { ...state, steps: [...steps.values()], run };
}

/** Whether a step is over. */
function hasEnded(step: UnitCheckStep | undefined): boolean {
  return step !== undefined && step.status !== "waiting" && step.status !== "running";
}

/** The typed host where it is another than the stored one; what cannot be used is not asked about. */
function checkRequest(): CheckRequest {
  const host = typedPlan.peek().reading.settings.host?.text;
  const isOther = host !== undefined && host !== stored.peek().get("IpConfig/MailHost");
  return { login: false, ...(isOther && { host }) };
}
