import { describe, expect, it } from "@jest/globals";
import { checkAssignment } from "./check_assignment.ts";
import { describeProblem } from "./describe_problem.ts";
import { isWarning } from "./is_warning.ts";

const SEALED = `fp1:${"aB3+/".repeat(8)}`;

describe("checkAssignment()", () => {
  it.each([
    ["Email/Port", "587"],
    ["/email/port", "1"],
    ["Email/Port", ""],
    ["Email/Colour", ""],
    ["Email/SMTPS", "TRUE"],
    ["Email/StartTLS", "required"],
    ["Email/StartTLS", "on"],
    ["Email/StartTLS", "Disabled"],
    ["Email/Login", "IF-OFFERED"],
    ["Email/PasswordInClearDangerous", "i-accept"],
    ["Device/Profile", "janos-1.6.2"],
    ["Events/OnBoot/HoldOff", "0"],
    ["Events/OnBoot/HoldOff", "2147483647"],
    ["Email/Boiler/Message", "two\nlines\r\nand\ta tab"],
    ["Email/Password", ""],
    ["Email/Password", SEALED],
    ["IpConfig/MailHost", "whether this is a host is judged elsewhere"],
    ["Email/Username", "x".repeat(65_536)],
  ])("checkAssignment(%j, %j) finds nothing", (key, value) => {
    expect(checkAssignment(key, value)).toEqual([]);
  });

  it.each([
    ["", "1", 'Cannot use key "": it is empty, names such as Email/Port are accepted'],
    [
      "Email//Port",
      "1",
      'Cannot use key "Email//Port": a part of it is empty, names such as Email/Port are accepted',
    ],
    [
      "IO/$HourMeter",
      "1",
      "Cannot set IO/$HourMeter: keys whose last part begins with $ belong to the system and are never saved",
    ],
    [
      "Email/Port",
      "70000",
      'Cannot use Email/Port = "70000": it is too large, a number from 1 to 65535 is accepted',
    ],
    [
      "Email/SMTPS",
      "maybe",
      'Cannot use Email/SMTPS = "maybe": it is neither on nor off, enabled or disabled (true/false, on/off, yes/no, 1/0) is accepted',
    ],
    [
      "Email/StartTLS",
      "sometimes",
      'Cannot use Email/StartTLS = "sometimes": it is not one of the choices, enabled, disabled, required are accepted',
    ],
    [
      "Email/Login",
      "on",
      'Cannot use Email/Login = "on": it is not one of the choices, required, if-offered are accepted',
    ],
    [
      "Events/OnBoot/HoldOff",
      "2147483648",
      'Cannot use Events/OnBoot/HoldOff = "2147483648": it is not a time in milliseconds, a whole number from 0 to 2147483647 is accepted',
    ],
    [
      "Email/Password",
      "hunter2",
      'Cannot set Email/Password in plain text: it holds a secret, use "fieldpost ipconfig --password-stdin" or the page',
    ],
    [
      "Email/Boiler/Subject",
      "two\nlines",
      "Cannot use Email/Boiler/Subject: the value holds the control character U+000A, printable text is accepted",
    ],
    [
      "Email/Boiler/Message",
      "nul\u0000",
      "Cannot use Email/Boiler/Message: the value holds the control character U+0000, printable text is accepted",
    ],
    [
      "Email/Boiler/Message",
      "bare\rreturn",
      "Cannot use Email/Boiler/Message: the value holds the control character U+000D, printable text is accepted",
    ],
    [
      "Email/Username",
      "half \ud800 a pair",
      "Cannot use Email/Username: the value holds the control character U+D800, printable text is accepted",
    ],
    [
      "Email/Username",
      "x".repeat(65_537),
      "Cannot use Email/Username: the value has 65537 characters, at most 65536 are accepted",
    ],
  ])("checkAssignment(%j, ...) refuses a value (%#)", (key, value, sentence) => {
    const problems = checkAssignment(key, value);
    expect(problems.map(describeProblem)).toEqual([sentence]);
    expect(problems.map(isWarning)).toEqual([false]);
  });

  it("checkAssignment() warns of an unknown key and still judges the form of its value", () => {
    expect(checkAssignment("/Email/Colour", "blue")).toEqual([
      { code: "key-unknown", path: "Email/Colour", facts: {} },
    ]);
    expect(checkAssignment("email/SMTP", "enabled").map(describeProblem)).toEqual([
      'Key "email/SMTP" is not in the catalogue: it is kept, and nothing here reads it; Email/SMTPS is the nearest that is read',
    ]);
    const problems = checkAssignment("Email/Colour", "bl\nue");
    expect(problems.map((problem) => [problem.code, isWarning(problem)])).toEqual([
      ["key-unknown", true],
      ["value-control-character", false],
    ]);
  });

  it.each(["hunter2", "hunter2\n", `hunter2${"x".repeat(70_000)}`, "fp1:hunter2"])(
    "checkAssignment() never repeats a secret (%#)",
    (secret) => {
      const problems = checkAssignment("email/PASSWORD", secret);
      expect(problems.map(({ code }) => code)).toEqual(["key-sealed"]);
      expect(JSON.stringify(problems)).not.toContain("hunter2");
    },
  );
});
