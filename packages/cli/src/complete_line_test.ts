import { describe, expect, it } from "@jest/globals";
import { completeLine } from "./complete_line.ts";
import { COMMAND_HELP } from "./find_command.ts";

const KEYS = ["Email/Port", "Email/Alarm/Subject", "IpConfig/MailHost"] as const;

describe("completeLine()", () => {
  it.each([
    ["", [[...COMMAND_HELP.map(({ name }) => name), "exit"].toSorted(), ""]],
    ["PL", [["plan "], "PL"]],
    ["plan --", [["--json "], "--"]],
    ["log --t", [["--tail "], "--t"]],
    ["help sen", [["sendmail "], "sen"]],
    ["reg ", [["Email/", "IpConfig/"], ""]],
    ["REG email/", [["Email/Alarm/", "Email/Port"], "email/"]],
    ["registry email/p", [["Email/Port "], "email/p"]],
    ["registry 'Email/Al", [["Email/Alarm/"], "Email/Al"]],
    ["plan Em", [[], "Em"]],
    ["nonsense --", [[], "--"]],
  ])("completeLine() completes %j", (line, completion) => {
    expect(completeLine(line, KEYS)).toEqual(completion);
  });
});
