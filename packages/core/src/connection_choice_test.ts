import { describe, expect, it } from "@jest/globals";
import {
  type ConnectionChoice,
  choiceAssignments,
  connectionChoiceOf,
} from "./connection_choice.ts";
import { planConnection } from "./plan_connection.ts";
import { type MailSettingsReading, readMailSettings } from "./read_mail_settings.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";

const SEALED = "fp1:bm9uY2Vub25jZXRhZ3RhZ3RhZ3RhZ3RhZ3NlYWxlZA==";
const CHOICES: readonly ConnectionChoice[] = ["implicit", "starttls-must", "starttls-may", "plain"];

function read(registry: Registry): MailSettingsReading {
  return readMailSettings(registry, { toAscii: () => undefined, machineName: "unit7" });
}

function registryOf(values: Readonly<Record<string, string | undefined>>): Registry {
  const set = Object.entries(values).flatMap(([key, value]): RegistryAssignment[] =>
    value === undefined ? [] : [[key, value]],
  );
  return Registry.empty.apply(set).registry;
}

const ASKED: readonly (readonly [
  port: string | undefined,
  smtps: string | undefined,
  startTls: string | undefined,
  choice: ConnectionChoice | null,
])[] = [
  [undefined, undefined, undefined, "starttls-may"],
  [undefined, undefined, "disabled", "plain"],
  [undefined, undefined, "required", "starttls-must"],
  [undefined, "enabled", undefined, "implicit"],
  ["587", "enabled", "required", "implicit"],
  ["465", undefined, undefined, "implicit"],
  ["465", undefined, "required", "implicit"],
  ["465", "disabled", "required", null],
  ["2465", "disabled", undefined, null],
  ["587", "disabled", "required", "starttls-must"],
  ["2525", undefined, "enabled", "starttls-may"],
  ["70000", undefined, "required", "starttls-must"],
];

describe("connectionChoiceOf()", () => {
  it.each(ASKED)("connectionChoiceOf() port %s, SMTPS %s, StartTLS %s is %s", (...row) => {
    const [port, smtps, startTls, choice] = row;
    const registry = registryOf({
      "Email/Port": port,
      "Email/SMTPS": smtps,
      "Email/StartTLS": startTls,
    });
    expect(connectionChoiceOf(read(registry).settings)).toBe(choice);
  });

  it.each([
    ["disabled", undefined, undefined, "plain"],
    ["disabled", undefined, "required", null],
    ["disabled", "enabled", undefined, null],
    [undefined, "enabled", undefined, "starttls-must"],
    [undefined, "enabled", "disabled", null],
  ])("connectionChoiceOf() SSL/Enabled %s, Required %s, StartTLS %s is %s", (...row) => {
    const [enabled, required, startTls, choice] = row;
    const registry = registryOf({
      "SSL/Enabled": enabled,
      "SSL/Required": required,
      "Email/StartTLS": startTls,
    });
    expect(connectionChoiceOf(read(registry).settings)).toBe(choice);
  });
});

const PORTS_BEFORE: readonly (readonly [string, boolean, readonly number[]])[] = [
  ["25", false, [465, 587, 25, 25]],
  ["25", true, [465, 587, 25, 25]],
  ["465", false, [465, 587, 25, 25]],
  ["465", true, [465, 587, 587, 587]],
  ["587", false, [465, 587, 587, 587]],
  ["2465", true, [2465, 587, 587, 587]],
  ["2525", true, [465, 2525, 2525, 2525]],
  ["40000", true, [40000, 40000, 40000, 40000]],
  ["none", true, [465, 587, 587, 587]],
];

/** What the plan answers to a choice: its mode, or why it refuses. */
function planned(choice: ConnectionChoice, login: boolean, profile: string | undefined): string {
  if (choice === "implicit") return profile === "janos-1.6.2" ? "FIRMWARE" : "implicit";
  if (choice === "starttls-must" || !login) return choice;
  return choice === "starttls-may" ? "starttls-must" : "CLEARTEXT_CREDENTIALS";
}

function* everyRegistry(): Generator<readonly [Registry, boolean, string | undefined]> {
  const switches = [undefined, "enabled", "disabled"];
  for (const port of [undefined, "25", "465", "587", "2465", "2525", "2587", "40000", "none"]) {
    for (const smtps of switches) {
      for (const startTls of [...switches, "required"]) {
        for (const ssl of [{}, { "SSL/Enabled": "disabled" }, { "SSL/Required": "enabled" }]) {
          for (const profile of [undefined, "janos-1.6.2", "janos-1.6.3"]) {
            for (const login of [false, true]) {
              const keys = { "Email/Port": port, "Email/SMTPS": smtps, "Email/StartTLS": startTls };
              const account = login ? { "Email/Username": "joe", "Email/Password": SEALED } : {};
              const values = {
                "IpConfig/MailHost": "mail.example.com",
                "IpConfig/EmailAddress": "unit7@example.com",
                "Device/Profile": profile,
                ...keys,
                ...ssl,
                ...account,
              };
              yield [registryOf(values), login, profile];
            }
          }
        }
      }
    }
  }
}

describe("choiceAssignments()", () => {
  it.each(PORTS_BEFORE)("choiceAssignments() from port %s, login %s, go to %j", (...row) => {
    const [port, hasLogin, ports] = row;
    const account = hasLogin ? { "Email/Username": "joe" } : {};
    const { settings } = read(registryOf({ "Email/Port": port, ...account }));
    const reached = CHOICES.map((choice) => choiceAssignments(choice, settings)[0]?.value);
    expect(reached).toEqual(ports.map(String));
  });

  it("choiceAssignments() make every registry express the choice, and the plan answers it", () => {
    let count = 0;
    for (const [registry, login, profile] of everyRegistry()) {
      for (const choice of CHOICES) {
        count += 1;
        const wanted = choiceAssignments(choice, read(registry).settings);
        const after = registry.apply(wanted.map(({ key, value }) => [key, value ?? ""])).registry;
        const reading = read(after);
        const { mode, refusals } = planConnection({ ...reading, clockIsPlausible: true });
        expect([connectionChoiceOf(reading.settings), mode ?? refusals[0]?.code]).toEqual([
          choice,
          planned(choice, login, profile),
        ]);
        expect(choiceAssignments(choice, reading.settings).slice(0, 3)).toEqual(wanted.slice(0, 3));
      }
    }
    expect(count).toBe(9 * 3 * 4 * 3 * 3 * 2 * 4);
  });
});
