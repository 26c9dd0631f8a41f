import { describe, expect, it } from "@jest/globals";
import { profileNamed } from "./_testing/plan_settings.ts";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { toAscii } from "./_testing/to_ascii.ts";
import { CATALOGUE } from "./catalogue.ts";
import { describeProblem } from "./describe_problem.ts";
import { parseEmailAddress } from "./email_address.ts";
import type { MailSettings } from "./mail_settings.ts";
import { planConnection } from "./plan_connection.ts";
import { type MailSettingsReading, readMailSettings } from "./read_mail_settings.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";

const SEALED = `fp1:${"aB3+/".repeat(8)}`;
const NEEDED: readonly RegistryAssignment[] = [
  ["IpConfig/MailHost", "smtp.example.com"],
  ["IpConfig/EmailAddress", "unit7@example.com"],
];

function read(
  assignments: readonly RegistryAssignment[],
  machineName: string | undefined = undefined,
): MailSettingsReading {
  const { registry } = Registry.empty.apply([...NEEDED, ...assignments]);
  return readMailSettings(registry, { toAscii, machineName });
}

const DEFAULTS: MailSettings = {
  host: { kind: "name", text: "smtp.example.com", isLoopback: false },
  from: {
    localPart: "unit7",
    domain: "example.com",
    text: "unit7@example.com",
    needsSmtpUtf8: false,
  },
  port: 25,
  smtps: undefined,
  startTls: "may",
  tlsAvailable: true,
  tlsRequired: false,
  profile: profileNamed("fieldpost"),
  username: undefined,
  hasSecret: false,
  tokenFile: undefined,
  login: "required",
  passwordInClearDangerous: false,
  skipVerificationDangerous: false,
  downgradeDangerous: false,
  chunking: true,
  pins: [],
  heloName: undefined,
  localTo: [],
  caFile: undefined,
};

const UNIT7 = parseEmailAddress("unit7@example.com", toAscii);

describe("readMailSettings()", () => {
  it("readMailSettings() of host and sender alone gives the defaults of the catalogue", () => {
    expect(read([])).toEqual({ settings: DEFAULTS, problems: [] });
  });

  it.each<readonly [string, string, Partial<MailSettings>]>([
    ["IpConfig/MailHost", "[::1]", { host: { kind: "ipv6", text: "::1", isLoopback: true } }],
    ["Email/LocalTo", "Ops <unit7@example.com>", { localTo: [UNIT7] }],
    ["Email/Port", "587", { port: 587 }],
    ["EMAIL/PORT", "587", { port: 587 }],
    ["Email/SMTPS", "enabled", { smtps: true }],
    ["Email/SMTPS", "no", { smtps: false }],
    ["Email/StartTLS", "enabled", { startTls: "may" }],
    ["Email/StartTLS", "TRUE", { startTls: "may" }],
    ["Email/StartTLS", "disabled", { startTls: "off" }],
    ["Email/StartTLS", "off", { startTls: "off" }],
    ["Email/StartTLS", "Required", { startTls: "required" }],
    ["SSL/Enabled", "disabled", { tlsAvailable: false }],
    ["SSL/Required", "enabled", { tlsRequired: true }],
    ["Device/Profile", "JANOS-1.6.2", { profile: profileNamed("janos-1.6.2") }],
    ["Email/Username", "unit 7", { username: "unit 7" }],
    ["Email/Password", SEALED, { hasSecret: true }],
    ["Email/Login", "if-offered", { login: "if-offered" }],
    ["Email/PasswordInClearDangerous", "I-accept", { passwordInClearDangerous: true }],
    ["Email/PasswordInClearDangerous", "never", {}],
    ["Email/SkipVerificationDangerous", "i-accept", { skipVerificationDangerous: true }],
    ["Email/DowngradeDangerous", "I-accept", { downgradeDangerous: true }],
    ["Email/Pin1", `sha256/${"A".repeat(43)}=`, { pins: [`sha256/${"A".repeat(43)}=`] }],
    ["Email/HeloName", "Unit7.Example.com", { heloName: "unit7.example.com" }],
    ["Email/HeloName", "[192.0.2.7]", { heloName: "[192.0.2.7]" }],
    ["IpConfig/HostName", "unit7.bücher.example", { heloName: "unit7.xn--bcher-kva.example" }],
    ["IpConfig/HostName", "unit7", {}],
    ["Email/CaFile", "/etc/ssl/private ca.pem", { caFile: "/etc/ssl/private ca.pem" }],
  ])("readMailSettings() reads %s = %s", (key, value, expected) => {
    expect(read([[key, value]])).toEqual({ settings: { ...DEFAULTS, ...expected }, problems: [] });
  });

  it.each<readonly [RegistryAssignment[], string | undefined, string | undefined]>([
    [[], "unit7.example.com", "unit7.example.com"],
    [[], "unit7", undefined],
    [[], "localhost.localdomain", undefined],
    [[], "unit_7.example.com", undefined],
    [[["IpConfig/HostName", "b.example.com"]], "unit7.example.com", "b.example.com"],
    [[["IpConfig/HostName", "b"]], "unit7.example.com", undefined],
    [
      [
        ["IpConfig/HostName", "b.example.com"],
        ["Email/HeloName", "a.example.com"],
      ],
      "unit7",
      "a.example.com",
    ],
  ])("readMailSettings() of %j on machine %s greets as %s", (assignments, machine, expected) => {
    const { settings, problems } = read(assignments, machine);
    expect([settings.heloName, problems]).toEqual([expected, []]);
  });

  it.each([
    [
      "IpConfig/MailHost",
      "smtp_1.example.com",
      'Cannot use IpConfig/MailHost = "smtp_1.example.com": it has an underscore, letters, digits, hyphens and dots are accepted',
      { host: undefined },
    ],
    [
      "IpConfig/MailHost",
      "smtp.example.com:587",
      'Cannot use IpConfig/MailHost = "smtp.example.com:587": it ends in a port, a name or address alone is accepted, the port has its own key',
      { host: undefined },
    ],
    [
      "IpConfig/MailHost",
      "a\r\nb",
      "Cannot use IpConfig/MailHost: the value holds the control character U+000D, printable text is accepted",
      { host: undefined },
    ],
    [
      "IpConfig/EmailAddress",
      "unit7",
      'Cannot use IpConfig/EmailAddress = "unit7": it has no @, an address like alarm@example.com is accepted',
      { from: undefined },
    ],
    [
      "IpConfig/HostName",
      "unit_7",
      'Cannot use IpConfig/HostName = "unit_7": it has an underscore, letters, digits, hyphens and dots are accepted',
      {},
    ],
    [
      "Email/HeloName",
      "localhost",
      'Cannot use Email/HeloName = "localhost": every machine has this name, a full name like unit7.example.com or [192.0.2.7] is accepted',
      {},
    ],
    [
      "Email/Port",
      "0",
      'Cannot use Email/Port = "0": it begins with a zero, a number from 1 to 65535 is accepted',
      { port: undefined },
    ],
    [
      "Email/SMTPS",
      "maybe",
      'Cannot use Email/SMTPS = "maybe": it is neither on nor off, enabled or disabled (true/false, on/off, yes/no, 1/0) is accepted',
      {},
    ],
    [
      "Email/StartTLS",
      "requird",
      'Cannot use Email/StartTLS = "requird": it is not one of the choices, enabled, disabled, required are accepted',
      {},
    ],
    [
      "SSL/Enabled",
      "2",
      'Cannot use SSL/Enabled = "2": it is neither on nor off, enabled or disabled (true/false, on/off, yes/no, 1/0) is accepted',
      {},
    ],
    [
      "SSL/Required",
      "y",
      'Cannot use SSL/Required = "y": it is neither on nor off, enabled or disabled (true/false, on/off, yes/no, 1/0) is accepted',
      {},
    ],
    [
      "Email/Login",
      "never",
      'Cannot use Email/Login = "never": it is not one of the choices, required, if-offered are accepted',
      {},
    ],
    [
      "Email/PasswordInClearDangerous",
      "true",
      'Cannot use Email/PasswordInClearDangerous = "true": it is not one of the choices, never, I-accept are accepted',
      {},
    ],
    [
      "Email/SkipVerificationDangerous",
      "yes",
      'Cannot use Email/SkipVerificationDangerous = "yes": it is not one of the choices, never, I-accept are accepted',
      {},
    ],
    [
      "Email/Username",
      "a\u0000b",
      "Cannot use Email/Username: the value holds the control character U+0000, printable text is accepted",
      {},
    ],
    [
      "Email/Password",
      "correct horse",
      'Cannot set Email/Password in plain text: it holds a secret, use "fieldpost ipconfig --password-stdin" or the page',
      { hasSecret: true },
    ],
    [
      "Email/CaFile",
      "a\nb",
      "Cannot use Email/CaFile: the value holds the control character U+000A, printable text is accepted",
      {},
    ],
  ] as const)(
    "readMailSettings() refuses %s = %j, and so does the plan",
    (key, value, sentence, expected) => {
      const { settings, problems } = read([[key, value]]);
      expect(settings).toEqual({ ...DEFAULTS, ...expected });
      expect(problems.map(describeProblem)).toEqual([sentence]);
      const decision = planConnection({ settings, problems, clockIsPlausible: true });
      expect(decision.mode).toBeNull();
      const [refusal] = decision.refusals;
      expect([refusal?.rule, refusal?.code, refusal?.key]).toEqual(["A1", "CONFIG", key]);
      expect(refusal?.message).toBe(sentence);
    },
  );

  it("readMailSettings() lists every problem, not the first alone", () => {
    const { registry } = Registry.empty.apply([
      ["ipconfig/mailhost", "a b"],
      ["Email/Port", "70000"],
      ["Email/SMTPS", "?"],
      ["Device/Profile", "janos-0.1"],
      ["Email/StratTLS", "required"],
      ["ssl/Requierd", "enabled"],
      ["Email/Alarm/Subject", "a block is none of our business"],
      ["Device/Timezone", "CET"],
    ]);
    const { problems } = readMailSettings(registry, { toAscii, machineName: undefined });
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "value-invalid IpConfig/MailHost",
      "value-missing IpConfig/EmailAddress",
      "value-invalid Email/Port",
      "value-invalid Email/SMTPS",
      "value-invalid Device/Profile",
      "key-unknown Email/StratTLS",
      "key-unknown SSL/Requierd",
    ]);
  });

  it("readMailSettings() warns of an unknown key without refusing", () => {
    const reading = read([["Email/StratTLS", "required"]]);
    const decision = planConnection({ ...reading, clockIsPlausible: true });
    expect(decision.mode).toBe("starttls-may");
    expect(decision.warnings.map(({ rule, key }) => [rule, key])).toEqual([
      ["A1w", "Email/StratTLS"],
    ]);
  });

  it("readMailSettings() reads any text without throwing, and no bad one decides", () => {
    const random = new SeededRandom(77);
    const keys = CATALOGUE.map(({ key }) => key).filter((key) => !key.includes("<"));
    const pieces = [
      "enabled",
      "disabled",
      "required",
      "587",
      "a",
      ".",
      "@",
      "\r\n",
      "\u0000",
      "é",
      "_",
      " ",
    ];
    for (let round = 0; round < 3000; round += 1) {
      const assignments = keys.map((key): RegistryAssignment => [key, random.text(pieces, 3)]);
      const { registry } = Registry.empty.apply(assignments);
      const reading = readMailSettings(registry, { toAscii, machineName: random.text(pieces, 3) });
      const decision = planConnection({ ...reading, clockIsPlausible: true });
      expect(decision.mode === null).toBe(decision.refusals.length > 0);
      expect(reading.problems.length > 0).toBe(decision.refusals.some(({ rule }) => rule === "A1"));
      for (const { message } of decision.refusals) expect(message).not.toMatch(/[\u0000-\u001f]/);
    }
  });
});
