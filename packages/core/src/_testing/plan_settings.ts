import { parseEmailAddress } from "../email_address.ts";
import { FIRMWARE_PROFILES, type FirmwareProfile } from "../firmware_profile.ts";
import { type HostName, parseHostName } from "../host_name.ts";
import type { MailSettings } from "../mail_settings.ts";
import { toAscii } from "./to_ascii.ts";

/** The profile of that name; every test that asks for another one fails. */
export function profileNamed(name: string): FirmwareProfile {
  const profile = FIRMWARE_PROFILES.find((candidate) => candidate.name === name);
  if (profile === undefined) throw new Error(`Cannot find profile ${name}`);
  return profile;
}

/** Reads a host of a test. */
export function hostNamed(text: string): HostName {
  return parseHostName(text, toAscii);
}

/** The settings of a unit on which only the host and the sender are set. */
export const DEFAULT_SETTINGS: MailSettings = {
  host: hostNamed("smtp.example.com"),
  from: parseEmailAddress("unit7@example.com", toAscii),
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

/** A complete login, to spread over settings. */
export const LOGIN: Pick<MailSettings, "username" | "hasSecret"> = {
  username: "unit7",
  hasSecret: true,
};
