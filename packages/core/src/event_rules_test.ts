import { describe, expect, it } from "@jest/globals";
import { isEventName, readEventRules } from "./event_rules.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";

describe("readEventRules()", () => {
  const usual = { isMailed: false, block: "Alarm", isBlockNamed: false, holdOffMs: 300_000 };
  it.each<[RegistryAssignment[], object, string[]]>([
    [[], usual, []],
    [[["events/onalarm/email", "on"]], { ...usual, isMailed: true }, []],
    [
      [["Events/OnAlarm/EmailBlock", "Water"]],
      { ...usual, block: "Water", isBlockNamed: true },
      [],
    ],
    [[["Events/OnAlarm/HoldOff", "0"]], { ...usual, holdOffMs: 0 }, []],
    [[["Events/OnAlarm/HoldOff", "long"]], usual, ["value-invalid"]],
    [[["Events/OnAlarm/Email", "perhaps"]], usual, ["value-invalid"]],
    [[["Events/OnAlarm/Colour", "red"]], usual, ["key-unknown"]],
  ])("readEventRules() of %j", (assignments, rules, codes) => {
    const { registry } = Registry.empty.apply(assignments);
    const reading = readEventRules(registry, "Alarm");
    expect(reading.rules).toEqual(rules);
    expect(reading.problems.map(({ code }) => code)).toEqual(codes);
  });
});

describe("isEventName()", () => {
  it.each([
    ["Boot", true],
    ["a-1_B", true],
    ["1", false],
    ["", false],
    ["a/b", false],
    ["..", false],
    ["a.b", false],
    ["ä", false],
  ])("isEventName() answers %j with %j", (name, expected) => {
    expect(isEventName(name)).toBe(expected);
  });
});
