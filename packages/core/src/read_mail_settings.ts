import { readEmailAddress } from "./_read_email_address.ts";
import { readHeloName } from "./_read_helo_name.ts";
import { readHostName } from "./_read_host_name.ts";
import { readMailboxList } from "./_read_mailbox_list.ts";
import { readPort } from "./_read_port.ts";
import { readSpkiPin } from "./_read_spki_pin.ts";
import { SettingReader } from "./_setting_reader.ts";
import type { EmailAddress } from "./email_address.ts";
import { DEFAULT_FIRMWARE_PROFILE, findFirmwareProfile } from "./firmware_profile.ts";
import { tryParseHeloName } from "./helo_name.ts";
import type { ToAscii } from "./host_name.ts";
import type { MailSettings, StartTlsChoice } from "./mail_settings.ts";
import type { Problem } from "./problem.ts";
import type { Registry } from "./registry.ts";

/** What the platform knows and the registry does not. */
export interface MailSettingsContext {
  readonly toAscii: ToAscii;
  /** The host name of the machine, for an unset `IpConfig/HostName`. */
  readonly machineName: string | undefined;
}

/** The settings of a registry, and everything that is wrong with them. */
export interface MailSettingsReading {
  readonly settings: MailSettings;
  /** In the order of reading, each with its key as path; `isWarning()` tells which ones only warn. */
  readonly problems: readonly Problem[];
}

const START_TLS: Readonly<Record<string, StartTlsChoice>> = {
  enabled: "may",
  disabled: "off",
  required: "required",
};

type Tls = Pick<
  MailSettings,
  "port" | "smtps" | "startTls" | "tlsAvailable" | "tlsRequired" | "profile" | "caFile"
>;
type Login = Pick<MailSettings, "username" | "hasSecret" | "tokenFile" | "login">;
type Dangers = Pick<
  MailSettings,
  "passwordInClearDangerous" | "skipVerificationDangerous" | "downgradeDangerous"
>;

function readTls(reader: SettingReader): Tls {
  return {
    port: reader.readOrDefault("Email/Port", readPort),
    smtps: reader.switch("Email/SMTPS"),
    startTls: START_TLS[reader.choice("Email/StartTLS") ?? ""] ?? "may",
    tlsAvailable: reader.switchOrDefault("SSL/Enabled"),
    tlsRequired: reader.switchOrDefault("SSL/Required"),
    profile: findFirmwareProfile(reader.choice("Device/Profile") ?? "") ?? DEFAULT_FIRMWARE_PROFILE,
    caFile: reader.text("Email/CaFile"),
  };
}

function readLogin(reader: SettingReader): Login {
  const username = reader.text("Email/Username");
  // Read for its problems alone: a secret in plain text is one, and its value goes nowhere.
  reader.text("Email/Password");
  return {
    username,
    hasSecret: reader.has("Email/Password"),
    tokenFile: reader.text("Email/TokenFile"),
    login: reader.choice("Email/Login") === "if-offered" ? "if-offered" : "required",
  };
}

function readDangers(reader: SettingReader): Dangers {
  return {
    passwordInClearDangerous: reader.choice("Email/PasswordInClearDangerous") === "I-accept",
    skipVerificationDangerous: reader.choice("Email/SkipVerificationDangerous") === "I-accept",
    downgradeDangerous: reader.choice("Email/DowngradeDangerous") === "I-accept",
  };
}

function readLocalTo(reader: SettingReader, toAscii: ToAscii): readonly EmailAddress[] {
  const mailboxes = reader.read("Email/LocalTo", (text) => readMailboxList(text, toAscii, {}));
  return (mailboxes ?? []).map(({ address }) => address);
}

function readPins(reader: SettingReader): string[] {
  return ["Email/Pin1", "Email/Pin2"].flatMap((key) => reader.read(key, readSpkiPin) ?? []);
}

function chooseHeloName(reader: SettingReader, context: MailSettingsContext): string | undefined {
  const configured = reader.read("Email/HeloName", readHeloName);
  const host = reader.read("IpConfig/HostName", (text) => readHostName(text, context.toAscii));
  const named = reader.has("IpConfig/HostName") ? host?.text : context.machineName;
  return configured ?? tryParseHeloName(named ?? "");
}

/**
 * Reads the settings that decide how mail leaves, and lists every problem at once.
 *
 * A value that cannot be used leaves its field `undefined`, or at the catalogue's default where the
 * field is a switch. That default can be weaker than what was meant, so pass the problems on:
 * `planConnection()` refuses while there is one that is more than a warning.
 *
 * @example Two things missing, one wrong
 * ```ts
 * import { describeProblem, Registry, readMailSettings } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.apply([
 *   ["Email/Port", "587"],
 *   ["Email/StartTLS", "sometimes"],
 * ]);
 * const context = { toAscii: () => undefined, machineName: "unit7.example.com" };
 * const { settings, problems } = readMailSettings(registry, context);
 * assert.equal(settings.port, 587);
 * assert.equal(settings.heloName, "unit7.example.com");
 * assert.deepEqual(problems.map(({ code, path }) => `${code} ${path}`), [
 *   "value-missing IpConfig/MailHost",
 *   "value-missing IpConfig/EmailAddress",
 *   "value-invalid Email/StartTLS",
 * ]);
 * ```
 */
export function readMailSettings(
  registry: Registry,
  context: MailSettingsContext,
): MailSettingsReading {
  const { toAscii } = context;
  const reader = new SettingReader(registry);
  const settings: MailSettings = {
    host: reader.readNeeded("IpConfig/MailHost", (text) => readHostName(text, toAscii)),
    from: reader.readNeeded("IpConfig/EmailAddress", (text) => readEmailAddress(text, toAscii)),
    ...readTls(reader),
    ...readLogin(reader),
    ...readDangers(reader),
    chunking: reader.switchOrDefault("Email/Chunking"),
    pins: readPins(reader),
    heloName: chooseHeloName(reader, context),
    localTo: readLocalTo(reader, toAscii),
  };
  // Not below IpConfig and Device: a unit keeps much there that has nothing to do with mail.
  reader.warnOfUnknownKeys("Email");
  reader.warnOfUnknownKeys("SSL");
  return { settings, problems: reader.problems };
}
