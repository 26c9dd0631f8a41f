/** The name of a behaviour that `Device/Profile` selects. */
export type FirmwareProfileName =
  | "fieldpost"
  | "janos-1.6.2"
  | "janos-1.6.3"
  | "janos-1.8"
  | "janos-2.0"
  | "janos-2.5.3";

/** What a firmware can do, as far as the way to a mail server depends on it. */
export interface FirmwareProfile {
  readonly name: FirmwareProfileName;
  /** TLS from the first byte exists, and `Email/SMTPS` is obeyed. */
  readonly smtps: boolean;
  /** An unset `Email/SMTPS` is derived from the port: 465 and 2465 then begin in TLS. */
  readonly derivesSmtps: boolean;
  readonly meaning: string;
}

/** The profile of an unset `Device/Profile`. */
export const DEFAULT_FIRMWARE_PROFILE: FirmwareProfile = {
  name: "fieldpost",
  smtps: true,
  derivesSmtps: true,
  meaning: "Behaves as a JANOS unit with SMTPS, and derives an unset Email/SMTPS from the port.",
};

/** Every profile that `Device/Profile` accepts; the default comes first. */
export const FIRMWARE_PROFILES: readonly FirmwareProfile[] = [
  DEFAULT_FIRMWARE_PROFILE,
  {
    name: "janos-1.6.2",
    smtps: false,
    derivesSmtps: false,
    meaning: "Answers as JANOS 1.6.2 does: ports 25 and 587 with STARTTLS, no SMTPS.",
  },
  {
    name: "janos-1.6.3",
    smtps: true,
    derivesSmtps: false,
    meaning: "Answers as JANOS 1.6.3 does: the first with SMTPS, which Email/SMTPS must enable.",
  },
  {
    name: "janos-1.8",
    smtps: true,
    derivesSmtps: false,
    meaning: "Answers as JANOS 1.8 does: as 1.6.3 where mail is concerned.",
  },
  {
    name: "janos-2.0",
    smtps: true,
    derivesSmtps: false,
    meaning: "Answers as JANOS 2.0 does: as 1.6.3 where mail is concerned.",
  },
  {
    name: "janos-2.5.3",
    smtps: true,
    derivesSmtps: false,
    meaning: "Answers as JANOS 2.5.3 does: as 1.6.3 where mail is concerned.",
  },
];

/**
 * Finds a profile by its name, in any case and with space around it; `undefined` when there is none.
 *
 * @example The first firmware with SMTPS
 * ```ts
 * import { findFirmwareProfile } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findFirmwareProfile("janos-1.6.2")?.smtps, false);
 * assert.equal(findFirmwareProfile("JANOS-1.6.3")?.smtps, true);
 * assert.equal(findFirmwareProfile("janos-0.1"), undefined);
 * ```
 */
export function findFirmwareProfile(name: string): FirmwareProfile | undefined {
  const wanted = name.trim().toLowerCase();
  return FIRMWARE_PROFILES.find((profile) => profile.name === wanted);
}
