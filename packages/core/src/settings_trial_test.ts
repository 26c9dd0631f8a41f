import { describe, expect, it } from "@jest/globals";
import { Registry, type RegistryAssignment } from "./registry.ts";
import type { RegistryChange } from "./registry_change.ts";
import {
  isTrialOver,
  rollBackTrial,
  type SettingsTrial,
  type TrialRollBack,
} from "./settings_trial.ts";

const TRIAL: SettingsTrial = {
  ...{ id: "t1", by: "ann", startedAtMs: 1_000_000, expiresAtMs: 1_120_000 },
  changes: [],
};

describe("isTrialOver()", () => {
  it.each([
    ["when it begins", 1_000_000, false],
    ["a moment before its end", 1_119_999, false],
    ["at its end", 1_120_000, true],
    ["years later", 9_000_000_000, true],
    ["with a clock set back a little", 990_000, false],
    ["with a clock set back by as long as it lasts", 880_000, false],
    ["with a clock set back further", 879_999, true],
    ["with a clock that began anew", 0, true],
  ])("isTrialOver() %s", (_, nowMs, isOver) => {
    expect(isTrialOver(TRIAL, nowMs)).toBe(isOver);
  });
});

describe("rollBackTrial()", () => {
  const changed: RegistryChange = {
    kind: "changed",
    key: "Email/Port",
    before: "587",
    after: "465",
  };
  const added: RegistryChange = { kind: "added", key: "Email/SMTPS", after: "enabled" };
  const removed: RegistryChange = { kind: "removed", key: "Email/StartTLS", before: "required" };

  it.each<[string, RegistryChange, readonly RegistryAssignment[], TrialRollBack]>([
    ["sets a changed key back", changed, [["email/port", "465"]], roll(["Email/Port", "587"])],
    ["removes an added key", added, [["Email/SMTPS", "enabled"]], roll(["Email/SMTPS", ""])],
    ["gives a removed key back", removed, [], roll(["Email/StartTLS", "required"])],
    ["leaves what has its old value already", changed, [["Email/Port", "587"]], roll()],
    ["leaves an added key that is gone", added, [], roll()],
    ["keeps a key that has a third value", changed, [["Email/Port", "25"]], kept("Email/Port")],
    ["keeps a changed key that was removed", changed, [], kept("Email/Port")],
    [
      "keeps a removed key that is set anew",
      removed,
      [["Email/StartTLS", "disabled"]],
      kept("Email/StartTLS"),
    ],
  ])("rollBackTrial() %s", (_, change, now, expected) => {
    const { registry } = Registry.empty.apply(now);
    expect(rollBackTrial({ ...TRIAL, changes: [change] }, registry)).toEqual(expected);
  });
});

function roll(...assignments: readonly RegistryAssignment[]): TrialRollBack {
  return { assignments, kept: [] };
}

function kept(key: string): TrialRollBack {
  return { assignments: [], kept: [key] };
}
