import { describe, expect, it } from "@jest/globals";
import { DEFAULT_SETTINGS, hostNamed, LOGIN, profileNamed } from "./_testing/plan_settings.ts";
import type { PlanDecision } from "./connection_plan.ts";
import type { MailSettings } from "./mail_settings.ts";
import { planConnection } from "./plan_connection.ts";
import type { Problem } from "./problem.ts";

interface Brief {
  readonly mode: PlanDecision["mode"];
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
  readonly reasons: readonly string[];
}

function decide(changes: Partial<MailSettings>, clockIsPlausible = true): PlanDecision {
  const settings = { ...DEFAULT_SETTINGS, ...changes };
  return planConnection({ settings, problems: [], clockIsPlausible });
}

function inBrief(decision: PlanDecision): Brief {
  return {
    mode: decision.mode,
    refusals: decision.refusals.map(({ rule, code, key }) => `${rule} ${code} ${key}`),
    warnings: decision.warnings.map(({ rule, key }) => `${rule} ${key}`),
    reasons: decision.reasons.map(({ rule }) => rule),
  };
}

function plan(mode: Brief["mode"], reasons: string, warnings: readonly string[] = []): Brief {
  return { mode, refusals: [], warnings, reasons: reasons.split(" ") };
}

function refusal(
  stops: readonly string[],
  reasons: string,
  warnings: readonly string[] = [],
): Brief {
  return { mode: null, refusals: stops, warnings, reasons: reasons.split(" ") };
}

const JANOS_162 = { profile: profileNamed("janos-1.6.2") };
const JANOS_163 = { profile: profileNamed("janos-1.6.3") };
const MICROSOFT = { host: hostNamed("smtp.office365.com") };
const LOOPBACK = { host: hostNamed("localhost") };
const ADDRESS = { host: hostNamed("192.0.2.7") };
const IN_CLEAR = { passwordInClearDangerous: true };
const SKIP = { skipVerificationDangerous: true };
const PINNED = { pins: ["sha256/one"] };
const NO_TLS = { tlsAvailable: false };
const PORT_25_LOGIN = "A13 Email/Port";
const CLEAR_KEY = "Email/PasswordInClearDangerous";
const SKIP_KEY = "Email/SkipVerificationDangerous";

describe("planConnection() with defaults", () => {
  it.each<readonly [string, Partial<MailSettings>, Brief]>([
    ["alone: port 25, STARTTLS when offered", {}, plan("starttls-may", "A10")],
    ["of JANOS 1.6.2", JANOS_162, plan("starttls-may", "A10")],
    ["of JANOS 1.6.3", JANOS_163, plan("starttls-may", "A10")],
    ["and a login", LOGIN, plan("starttls-must", "A9", [PORT_25_LOGIN])],
    ["and a login on 587", { ...LOGIN, port: 587 }, plan("starttls-must", "A9")],
    ["and a login on 465", { ...LOGIN, port: 465 }, plan("implicit", "A6d A4 A4n")],
    ["and a login on 2465", { ...LOGIN, port: 2465 }, plan("implicit", "A14 A6d A4 A4n")],
    [
      "on 465 of JANOS 1.6.3, which derives nothing",
      { ...JANOS_163, port: 465 },
      refusal(["A6 MODE_MISMATCH Email/SMTPS"], "A6"),
    ],
    [
      "on 465 of JANOS 1.6.2, which has no SMTPS",
      { ...JANOS_162, port: 465 },
      refusal(["A6f MODE_MISMATCH Email/Port"], "A6f"),
    ],
  ])("planConnection() with the defaults %s", (_, changes, expected) => {
    expect(inBrief(decide(changes))).toEqual(expected);
  });

  it("planConnection() hands the session everything it needs", () => {
    const changes = { ...LOGIN, port: 587, heloName: "unit7.example.com", caFile: "/etc/ca.pem" };
    expect(decide(changes).plan).toEqual({
      mode: "starttls-must",
      host: { kind: "name", text: "smtp.example.com", isLoopback: false },
      port: 587,
      from: DEFAULT_SETTINGS.from,
      username: "unit7",
      login: "required",
      passwordInClearDangerous: false,
      skipVerificationDangerous: false,
      downgradeDangerous: false,
      pins: [],
      heloName: "unit7.example.com",
      chunking: true,
      tokenFile: undefined,
      caFile: "/etc/ca.pem",
    });
  });
});

describe("planConnection() by rule", () => {
  it.each<readonly [string, Partial<MailSettings>, Brief]>([
    [
      "A1 refuses without host, sender and port, all at once",
      { host: undefined, from: undefined, port: undefined },
      refusal(
        ["A1 CONFIG IpConfig/MailHost", "A1 CONFIG IpConfig/EmailAddress", "A1 CONFIG Email/Port"],
        "A1 A1 A1",
      ),
    ],
    [
      "A1 stands beside A18 and the first stop of the mode",
      { host: undefined, username: "unit7", startTls: "off" },
      refusal(
        [
          "A1 CONFIG IpConfig/MailHost",
          "A18 CREDENTIALS_INCOMPLETE Email/Password",
          "A11 CLEARTEXT_CREDENTIALS Email/StartTLS",
        ],
        "A1 A18 A11",
        [PORT_25_LOGIN],
      ),
    ],
    [
      "A2 refuses SMTPS on firmware without it",
      { ...JANOS_162, smtps: true, port: 465 },
      refusal(["A2 FIRMWARE Email/SMTPS"], "A2"),
    ],
    [
      "A3 refuses SMTPS without TLS",
      { ...NO_TLS, smtps: true, port: 465 },
      refusal(["A3 TLS_UNAVAILABLE SSL/Enabled"], "A3"),
    ],
    [
      "A3 refuses derived SMTPS without TLS",
      { ...NO_TLS, port: 465 },
      refusal(["A3 TLS_UNAVAILABLE SSL/Enabled"], "A6d A3"),
    ],
    [
      "A3 refuses required STARTTLS without TLS",
      { ...NO_TLS, startTls: "required" },
      refusal(["A3 TLS_UNAVAILABLE SSL/Enabled"], "A3"),
    ],
    [
      "A3 refuses required TLS without TLS",
      { ...NO_TLS, tlsRequired: true, startTls: "off" },
      refusal(["A3 TLS_UNAVAILABLE SSL/Enabled"], "A3"),
    ],
    ["A3o treats optional STARTTLS without TLS as off", NO_TLS, plan("plain", "A3o A12")],
    ["A4 chooses implicit", { smtps: true, port: 465, startTls: "off" }, plan("implicit", "A4")],
    [
      "A4 chooses implicit on 1.6.3",
      { ...JANOS_163, smtps: true, port: 465 },
      plan("implicit", "A4 A4n"),
    ],
    ["A4 chooses implicit on any port", { smtps: true, port: 8025 }, plan("implicit", "A4 A4n")],
    [
      "A4 chooses implicit where TLS is required",
      { smtps: true, port: 465, startTls: "off", tlsRequired: true },
      plan("implicit", "A4"),
    ],
    [
      "A5 warns of SMTPS on 587",
      { smtps: true, port: 587 },
      plan("implicit", "A4 A4n", ["A5 Email/SMTPS"]),
    ],
    [
      "A5 warns of SMTPS on 2525",
      { smtps: true, port: 2525 },
      plan("implicit", "A14 A4 A4n", ["A5 Email/SMTPS"]),
    ],
    [
      "A5 warns of SMTPS on 2587",
      { smtps: true, port: 2587 },
      plan("implicit", "A14 A4 A4n", ["A5 Email/SMTPS"]),
    ],
    ["A5r warns of SMTPS on 25", { smtps: true }, plan("implicit", "A4 A4n", ["A5r Email/Port"])],
    [
      "A6 refuses 465 with SMTPS off",
      { smtps: false, port: 465 },
      refusal(["A6 MODE_MISMATCH Email/SMTPS"], "A6"),
    ],
    [
      "A6 refuses 2465 with SMTPS off",
      { smtps: false, port: 2465 },
      refusal(["A6 MODE_MISMATCH Email/SMTPS"], "A14 A6"),
    ],
    [
      "A7 refuses required TLS with STARTTLS off",
      { tlsRequired: true, startTls: "off" },
      refusal(["A7 CONTRADICTION Email/StartTLS"], "A7"),
    ],
    [
      "A7v refuses required STARTTLS without verification",
      { ...SKIP, startTls: "required" },
      refusal([`A7v CONTRADICTION ${SKIP_KEY}`], "A7v", [`A15n ${SKIP_KEY}`]),
    ],
    [
      "A7v refuses required TLS without verification, also with SMTPS",
      { ...SKIP, ...LOGIN, smtps: true, port: 465, tlsRequired: true },
      refusal([`A7v CONTRADICTION ${SKIP_KEY}`], "A7v", [`A15 ${SKIP_KEY}`]),
    ],
    [
      "A8 insists where STARTTLS is required",
      { startTls: "required" },
      plan("starttls-must", "A8"),
    ],
    ["A8 insists where TLS is required", { tlsRequired: true }, plan("starttls-must", "A8")],
    [
      "A8 insists also with the override",
      { ...LOGIN, ...IN_CLEAR, tlsRequired: true, port: 587 },
      plan("starttls-must", "A8"),
    ],
    [
      "A8 insists also on loopback",
      { ...LOOPBACK, startTls: "required" },
      plan("starttls-must", "A8"),
    ],
    [
      "A9 promotes optional STARTTLS for a login",
      { ...LOGIN, port: 2525 },
      plan("starttls-must", "A14 A9"),
    ],
    [
      "A10w warns when the override undoes A9",
      { ...LOGIN, ...IN_CLEAR, port: 587 },
      plan("starttls-may", "A10", [`A10w ${CLEAR_KEY}`]),
    ],
    [
      "A10 stays optional on loopback",
      { ...LOGIN, ...LOOPBACK, port: 587 },
      plan("starttls-may", "A10 A12l"),
    ],
    [
      "A11 refuses a login in clear",
      { ...LOGIN, startTls: "off", port: 587 },
      refusal(["A11 CLEARTEXT_CREDENTIALS Email/StartTLS"], "A11"),
    ],
    [
      "A11 refuses a login in clear also without TLS",
      { ...LOGIN, ...NO_TLS, startTls: "off", port: 587 },
      refusal(["A11 CLEARTEXT_CREDENTIALS Email/StartTLS"], "A11"),
    ],
    [
      "A11t names the switch that takes TLS away",
      { ...LOGIN, ...NO_TLS, port: 587 },
      refusal(["A11t CLEARTEXT_CREDENTIALS SSL/Enabled"], "A11t"),
    ],
    ["A12 stays in clear", { startTls: "off" }, plan("plain", "A12")],
    [
      "A12 stays in clear on loopback",
      { ...LOGIN, ...LOOPBACK, startTls: "off", port: 8025 },
      plan("plain", "A12 A12l"),
    ],
    [
      "A12w warns when the override lets a login go",
      { ...LOGIN, ...IN_CLEAR, startTls: "off", port: 8025 },
      plan("plain", "A12", [`A12w ${CLEAR_KEY}`]),
    ],
    [
      "A12w warns when the override lets a login go because TLS is off",
      { ...LOGIN, ...IN_CLEAR, ...NO_TLS, port: 8025 },
      plan("plain", "A3o A12", [`A12w ${CLEAR_KEY}`]),
    ],
    [
      "A15 warns without verification",
      { ...SKIP, ...LOGIN, port: 587 },
      plan("starttls-must", "A9", [`A15 ${SKIP_KEY}`]),
    ],
    [
      "A15 warns with SMTPS too",
      { ...SKIP, ...LOGIN, port: 465 },
      plan("implicit", "A6d A4 A4n", [`A15 ${SKIP_KEY}`]),
    ],
    ["A15n warns also without a login", SKIP, plan("starttls-may", "A10", [`A15n ${SKIP_KEY}`])],
    ["A16 warns of an address", ADDRESS, plan("starttls-may", "A10", ["A16 IpConfig/MailHost"])],
    [
      "A16 warns of an IPv6 address",
      { host: hostNamed("2001:db8::7"), port: 465 },
      plan("implicit", "A6d A4 A4n", ["A16 IpConfig/MailHost"]),
    ],
    ["A16 is silent with a pin", { ...ADDRESS, ...PINNED }, plan("starttls-may", "A10")],
    ["A16 is silent in clear", { ...ADDRESS, startTls: "off" }, plan("plain", "A12")],
    [
      "A16 is silent without verification",
      { ...ADDRESS, ...SKIP },
      plan("starttls-may", "A10", [`A15n ${SKIP_KEY}`]),
    ],
    ["A16 is silent on loopback", { host: hostNamed("127.0.0.1") }, plan("starttls-may", "A10")],
    [
      "A18 refuses a user without a password",
      { username: "unit7", port: 587 },
      refusal(["A18 CREDENTIALS_INCOMPLETE Email/Password"], "A18 A9"),
    ],
    [
      "A18t refuses a token without a user",
      { tokenFile: "/run/token" },
      refusal(["A18t CREDENTIALS_INCOMPLETE Email/Username"], "A18t A9", [PORT_25_LOGIN]),
    ],
    [
      "a token stands for the password",
      { username: "unit7", tokenFile: "/run/token", port: 587 },
      plan("starttls-must", "A9"),
    ],
    [
      "A18n says that the token is used and not the password",
      { ...LOGIN, tokenFile: "/run/token", port: 587 },
      plan("starttls-must", "A18n A9"),
    ],
    [
      "A11 guards a token as it guards a password",
      { username: "unit7", tokenFile: "/run/token", port: 587, startTls: "off" },
      refusal([`A11 CLEARTEXT_CREDENTIALS Email/StartTLS`], "A11"),
    ],
    [
      "A19n tells of Microsoft's date while a password is used",
      { ...LOGIN, ...MICROSOFT, port: 587 },
      plan("starttls-must", "A9", ["A19n IpConfig/MailHost"]),
    ],
    [
      "A19 warns of a provider that takes no passwords",
      { ...LOGIN, ...MICROSOFT, username: "joe@outlook.com", port: 587 },
      plan("starttls-must", "A9", ["A19 Email/TokenFile"]),
    ],
    [
      "A19 and A19n are content with a token",
      { ...MICROSOFT, username: "joe@outlook.com", tokenFile: "/run/token", port: 587 },
      plan("starttls-must", "A9"),
    ],
    [
      "A18u refuses a password without a user",
      { hasSecret: true, port: 587 },
      refusal(["A18u CREDENTIALS_INCOMPLETE Email/Username"], "A18u A9"),
    ],
  ])("planConnection() by %s", (_, changes, expected) => {
    expect(inBrief(decide(changes))).toEqual(expected);
  });

  it.each<readonly [string, Partial<MailSettings>, Brief]>([
    [
      "A17 refuses implicit TLS",
      { smtps: true, port: 465, startTls: "off" },
      refusal(["A17 CLOCK clock"], "A4 A17"),
    ],
    [
      "A17 refuses required STARTTLS",
      { startTls: "required" },
      refusal(["A17 CLOCK clock"], "A8 A17"),
    ],
    [
      "A17 comes after what stops earlier",
      { username: "unit7", port: 587 },
      refusal(["A18 CREDENTIALS_INCOMPLETE Email/Password", "A17 CLOCK clock"], "A18 A9 A17"),
    ],
    ["A17w warns of optional STARTTLS", {}, plan("starttls-may", "A10", ["A17w clock"])],
    ["A17 is silent in clear", { startTls: "off" }, plan("plain", "A12")],
  ])("planConnection() with a wrong clock: %s", (_, changes, expected) => {
    expect(inBrief(decide(changes, false))).toEqual(expected);
  });
});

describe("planConnection() and problems", () => {
  const malformed: Problem = {
    code: "value-invalid",
    path: "Email/StartTLS",
    facts: {
      value: "{port} sometimes",
      is: "it is not one of the choices",
      accepted: "enabled is accepted",
    },
  };
  const unknown: Problem = { code: "key-unknown", path: "Email/StratTLS", facts: {} };

  it("planConnection() refuses for each problem and warns of an unknown key", () => {
    const settings = { ...DEFAULT_SETTINGS, port: undefined };
    const problems = [unknown, malformed];
    expect(planConnection({ settings, problems, clockIsPlausible: true })).toEqual({
      mode: null,
      plan: undefined,
      refusals: [
        {
          rule: "A1",
          code: "CONFIG",
          key: "Email/StartTLS",
          message:
            'Cannot use Email/StartTLS = "{port} sometimes": it is not one of the choices, enabled is accepted',
          source: null,
        },
        {
          rule: "A1",
          code: "CONFIG",
          key: "Email/Port",
          message: "Cannot use Email/Port: it is not set, a number from 1 to 65535 is accepted",
          source: null,
        },
      ],
      warnings: [
        {
          rule: "A1w",
          key: "Email/StratTLS",
          message:
            'Key "Email/StratTLS" is not in the catalogue: it is kept, and nothing here reads it',
          source: null,
        },
      ],
      reasons: [
        {
          rule: "A1",
          message:
            'Cannot use Email/StartTLS = "{port} sometimes": it is not one of the choices, enabled is accepted',
          source: null,
        },
        {
          rule: "A1",
          message: "Cannot use Email/Port: it is not set, a number from 1 to 65535 is accepted",
          source: null,
        },
      ],
    });
  });

  it("planConnection() does not repeat what a problem already says", () => {
    const problem: Problem = { ...malformed, path: "IpConfig/MailHost" };
    const settings = { ...DEFAULT_SETTINGS, host: undefined };
    const decision = planConnection({ settings, problems: [problem], clockIsPlausible: true });
    expect(inBrief(decision)).toEqual(refusal(["A1 CONFIG IpConfig/MailHost"], "A1 A10"));
  });
});

describe("planConnection() in words", () => {
  it.each<readonly [string, Partial<MailSettings>, string]>([
    [
      "A6",
      { smtps: false, port: 465 },
      "Port 465 expects encryption from the first byte, and SMTPS is off. Set Email/SMTPS = enabled, or Email/Port = 587 with Email/StartTLS = enabled.",
    ],
    [
      "A2",
      { ...JANOS_162, smtps: true, port: 465 },
      "Firmware janos-1.6.2 cannot do SMTPS, which came with 1.6.3. Set Email/SMTPS = disabled and Email/Port = 587 with Email/StartTLS = enabled, or update the firmware.",
    ],
    [
      "A3",
      { ...NO_TLS, port: 465, startTls: "required", tlsRequired: true },
      "TLS is switched off by SSL/Enabled = disabled, which contradicts Email/Port = 465 and Email/StartTLS = required and SSL/Required = enabled. Set SSL/Enabled = enabled.",
    ],
    [
      "A3",
      { ...NO_TLS, smtps: true },
      "TLS is switched off by SSL/Enabled = disabled, which contradicts Email/SMTPS = enabled. Set SSL/Enabled = enabled.",
    ],
    [
      "A7v",
      { ...SKIP, tlsRequired: true },
      "Email/SkipVerificationDangerous = I-accept gives verification up, which contradicts SSL/Required = enabled. Set Email/SkipVerificationDangerous = never; where the server has a private certificate, name its CA in Email/CaFile.",
    ],
    [
      "A8",
      { startTls: "required" },
      "No login and no mail leaves before STARTTLS has encrypted the connection and the server has proved its name, because of Email/StartTLS = required.",
    ],
    [
      "A12",
      { startTls: "off" },
      "The connection stays in clear, because of Email/StartTLS = disabled.",
    ],
    ["A12", NO_TLS, "The connection stays in clear, because of SSL/Enabled = disabled."],
    [
      "A12l",
      { ...LOGIN, ...LOOPBACK },
      "The login may go without encryption, because localhost is this machine.",
    ],
    ["A14", { port: 2465 }, "Port 2465 is treated like port 465."],
  ])("planConnection() words %s", (rule, changes, message) => {
    const { reasons } = decide(changes);
    expect(
      reasons.filter((reason) => reason.rule === rule).map((reason) => reason.message),
    ).toEqual([message]);
  });

  it.each<readonly [string, Partial<MailSettings>, string]>([
    [
      "A5",
      { smtps: true, port: 587 },
      "SMTPS is on, but port 587 normally starts in plain text and then upgrades. If connecting fails, set Email/SMTPS = disabled and leave Email/StartTLS = enabled, or set Email/Port = 465.",
    ],
    [
      "A15",
      { ...SKIP, ...LOGIN, port: 587 },
      "Certificates are not verified, so whoever answers in place of smtp.example.com receives the password. Set Email/SkipVerificationDangerous = never; where the server has a private certificate, name its CA in Email/CaFile.",
    ],
    [
      "A15n",
      { ...SKIP, host: undefined },
      "Certificates are not verified, so whoever answers in place of the server receives the mail. Set Email/SkipVerificationDangerous = never; where the server has a private certificate, name its CA in Email/CaFile.",
    ],
    [
      "A16",
      ADDRESS,
      "Certificates are issued to names, and 192.0.2.7 is an address: few certificates hold one. Set IpConfig/MailHost to the name of the server.",
    ],
  ])("planConnection() warns in words: %s", (rule, changes, message) => {
    const { warnings } = decide(changes);
    expect(
      warnings.filter((warning) => warning.rule === rule).map((warning) => warning.message),
    ).toEqual([message]);
  });
});
