import { describe, expect, it } from "@jest/globals";
import { CHANNEL_SAMPLES, LOGIN_SAMPLES, MESSAGE_SAMPLES } from "./_testing/failure_samples.ts";
import { lastWordsOf } from "./describe_outcome.ts";
import { diagnoseOutcome } from "./diagnose_outcome.ts";
import { diagnoseVerdict } from "./diagnose_verdict.ts";
import type { OutcomeCause } from "./outcome_of.ts";
import { outcomeOf } from "./outcome_of.ts";

/** Every sample that a session can meet, with its verdict. */
const MET = [...CHANNEL_SAMPLES, ...LOGIN_SAMPLES, ...MESSAGE_SAMPLES].flatMap(
  ({ id, evidence: { stage, reply, failure, outcome, ...known } }) => {
    if (stage === undefined) return [];
    const causes: (OutcomeCause | undefined)[] = [
      reply === undefined ? undefined : { kind: "reply", reply },
      failure === undefined ? undefined : { kind: "transport", failure },
      outcome === undefined ? undefined : { kind: "finding", code: outcome },
    ];
    const cause = causes.find((each) => each !== undefined);
    return cause === undefined ? [] : [[id, outcomeOf(stage, cause), known] as const];
  },
);

describe("diagnoseOutcome()", () => {
  it.each(MET)(
    "diagnoseOutcome() says of %s what the verdict itself says",
    (_id, verdict, known) => {
      const words = lastWordsOf(verdict);
      const kept = { code: verdict.code, stage: verdict.stage, words };
      const live = diagnoseVerdict(verdict, known);
      expect(diagnoseOutcome(kept, known)?.id).toBe(live?.id);
    },
  );

  it("diagnoseOutcome() says nothing of what was delivered in the usual way", () => {
    const outcome = { code: "DELIVERED", stage: "final", words: "250 2.0.0 Ok" } as const;
    expect(diagnoseOutcome(outcome, {})).toBeUndefined();
  });
});
