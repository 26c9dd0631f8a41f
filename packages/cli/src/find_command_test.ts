import { describe, expect, it } from "@jest/globals";
import { ALL_OPTIONS, COMMANDS, findCommand } from "./find_command.ts";

describe("COMMANDS", () => {
  it("COMMANDS gives one spelling of an option one meaning, with or without a value", () => {
    const spelled = ALL_OPTIONS.flatMap(({ name, short, value }) =>
      [name, short].flatMap((each) => (each === undefined ? [] : [[each, value !== undefined]])),
    );
    const taking = new Map(spelled.map(([name, takes]) => [name, takes]));
    expect(spelled.filter(([name, takes]) => taking.get(name ?? "") !== takes)).toEqual([]);
  });

  it("COMMANDS load, each its own", async () => {
    const loaded = new Set<unknown>();
    for (const { load } of COMMANDS) loaded.add(await load());
    expect(loaded.size).toBe(COMMANDS.length);
  });

  it("COMMANDS have names and options in lower case, because words are folded", () => {
    const names = COMMANDS.flatMap(({ help }) => [help.name, ...help.aliases]);
    const options = ALL_OPTIONS.flatMap(({ name, short = "" }) => [name, short]);
    expect([...names, ...options].filter((each) => each !== each.toLowerCase())).toEqual([]);
  });
});

describe("findCommand()", () => {
  it.each([
    ["REG", "registry"],
    ["Registry", "registry"],
    ["SendMail", "sendmail"],
  ])("findCommand() finds %s", (word, name) => {
    expect(findCommand(word, true).help.name).toBe(name);
  });
});
