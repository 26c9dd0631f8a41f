import { type OutcomeCause, outcomeOf, type SubmissionStage } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { type PathFinding, PathWatch } from "./_path_watch.ts";
import type { PathState } from "./path_state.ts";

type Met = readonly [message: string, stage: SubmissionStage, said: string, isReport?: boolean];

function cause(said: string): OutcomeCause {
  if (said === "silence") return { kind: "timeout" };
  const [enhanced] = /[245]\.\d\.\d/.exec(said) ?? [undefined];
  const reply = { code: Number(said.slice(0, 3)), enhanced, lines: [said.slice(4)] };
  return { kind: "reply", reply };
}

function watchOf(before: PathState | undefined, met: readonly Met[]): PathWatch {
  const watch = new PathWatch(before);
  for (const [name, stage, said, isReport = false] of met) {
    const verdict = outcomeOf(stage, cause(said));
    watch.observe({ name, isReport }, [{ recipient: "a@example.net", verdict }]);
  }
  return watch;
}

function brief(finding: PathFinding): string {
  if (finding.kind === "failed") {
    return `failed ${finding.verdict.code}${finding.isMet ? " met" : ""}`;
  }
  return finding.kind === "suspected"
    ? `suspected ${finding.verdict.code} ${finding.messages.join(" ")}`
    : finding.kind;
}

const RELAY = "554 5.7.1 Relay denied";
const FAILED: PathState = { fingerprint: "f", failures: 1, code: "RELAY_DENIED", meaning: "" };
const SUSPECTED: PathState = { ...FAILED, failures: 0, suspects: ["a"] };

describe("PathWatch", () => {
  it.each<readonly [string, PathState | undefined, readonly Met[], string]>([
    ["nothing", undefined, [], "nothing"],
    ["nothing new", FAILED, [], "nothing"],
    ["a delivery", FAILED, [["a", "final", "250 ok"]], "well"],
    ["a refused recipient", undefined, [["a", "rcpt", "550 5.1.1 no"]], "well"],
    ["a greylisted recipient", undefined, [["a", "rcpt", "451 later"]], "well"],
    ["one refusal", undefined, [["a", "rcpt", RELAY]], "suspected RELAY_DENIED a"],
    [
      "two messages refused",
      undefined,
      [
        ["a", "rcpt", RELAY],
        ["b", "rcpt", RELAY],
      ],
      "failed RELAY_DENIED met",
    ],
    ["one message refused twice", SUSPECTED, [["a", "rcpt", RELAY]], "suspected RELAY_DENIED a"],
    [
      "a second message in a later pass",
      SUSPECTED,
      [["b", "rcpt", RELAY]],
      "failed RELAY_DENIED met",
    ],
    ["a path that had failed", FAILED, [["a", "rcpt", RELAY]], "failed RELAY_DENIED met"],
    [
      "two faults that differ",
      undefined,
      [
        ["a", "rcpt", RELAY],
        ["b", "mail", "530 login"],
      ],
      "suspected AUTH_REQUIRED b",
    ],
    [
      "a delivery between two refusals",
      undefined,
      [
        ["a", "rcpt", RELAY],
        ["b", "final", "250 ok"],
        ["c", "rcpt", RELAY],
      ],
      "suspected RELAY_DENIED c",
    ],
    [
      "two messages that a busy server put off",
      undefined,
      [
        ["a", "mail", "421 4.3.2 busy"],
        ["b", "mail", "421 4.3.2 busy"],
      ],
      "suspected SERVER_BUSY a b",
    ],
    [
      "three of them",
      undefined,
      [
        ["a", "mail", "421 4.3.2 busy"],
        ["b", "mail", "421 4.3.2 busy"],
        ["c", "mail", "421 4.3.2 busy"],
      ],
      "failed SERVER_BUSY met",
    ],
    [
      "two answers that never came",
      undefined,
      [
        ["a", "final", "silence"],
        ["b", "final", "silence"],
      ],
      "failed MAYBE_DELIVERED met",
    ],
    [
      "reports that are refused for their sender",
      undefined,
      [
        ["a", "mail", "550 no", true],
        ["b", "mail", "550 no", true],
      ],
      "nothing",
    ],
  ])("finds %s", (_, before, met, expected) => {
    expect(brief(watchOf(before, met).finding())).toBe(expected);
  });

  it("blames the path for a connection that never was, not for what a message has met", () => {
    const watch = new PathWatch(undefined);
    const lost = outcomeOf("data", { kind: "timeout" });
    watch.observe({ name: "a", isReport: false }, [{ recipient: "a@example.net", verdict: lost }]);
    watch.broke(lost);
    expect(brief(watch.finding())).toBe("suspected TIMED_OUT a");
    watch.broke(outcomeOf("greeting", { kind: "timeout" }));
    expect(brief(watch.finding())).toBe("failed GREETING_TIMEOUT");
    expect(watch.hasFailed).toBe(true);
    expect(watch.finding()).toMatchObject({ wasWell: false });
  });

  it("knows that it was well before it failed", () => {
    const watch = watchOf(FAILED, [["a", "final", "250 ok"]]);
    watch.broke(outcomeOf("greeting", { kind: "timeout" }));
    expect(watch.finding()).toMatchObject({ kind: "failed", wasWell: true });
  });

  it("does not blame it for recipients that met different things", () => {
    const watch = new PathWatch(undefined);
    const outcomes = [outcomeOf("rcpt", cause(RELAY)), outcomeOf("final", cause("250 ok"))];
    watch.observe(
      { name: "a", isReport: false },
      outcomes.map((verdict) => ({ recipient: "a@example.net", verdict })),
    );
    expect(brief(watch.finding())).toBe("well");
  });
});
