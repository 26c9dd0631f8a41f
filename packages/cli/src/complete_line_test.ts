import { describe, expect, it } from "@jest/globals";
import { completeLine } from "./complete_line.ts";

const KEYS = ["Email/Port", "Email/Alarm/Subject", "IpConfig/MailHost"] as const;

describe("completeLine()", () => {
  it.each([
    ["", [["exit", "help", "ipconfig", "log", "plan", "registry", "sendmail"], ""]],
    ["PL", [["plan "], "PL"]],
    ["plan --", [["--json "], "--"]],
    ["log --t", [["--tail "], "--t"]],
    ["help s", [["sendmail "], "s"]],
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
