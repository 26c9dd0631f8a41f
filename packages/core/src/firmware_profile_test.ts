import { describe, expect, it } from "@jest/globals";
import {
  DEFAULT_FIRMWARE_PROFILE,
  FIRMWARE_PROFILES,
  findFirmwareProfile,
} from "./firmware_profile.ts";

describe("FIRMWARE_PROFILES", () => {
  it("FIRMWARE_PROFILES says which firmware has SMTPS and which derives it", () => {
    expect(
      FIRMWARE_PROFILES.map(({ name, smtps, derivesSmtps }) => [name, smtps, derivesSmtps]),
    ).toEqual([
      ["fieldpost", true, true],
      ["janos-1.6.2", false, false],
      ["janos-1.6.3", true, false],
      ["janos-1.8", true, false],
      ["janos-2.0", true, false],
      ["janos-2.5.3", true, false],
    ]);
    expect(FIRMWARE_PROFILES[0]).toBe(DEFAULT_FIRMWARE_PROFILE);
  });
});

describe("findFirmwareProfile()", () => {
  it.each([
    ["fieldpost", "fieldpost"],
    [" JANOS-2.0 ", "janos-2.0"],
    ["janos-2", undefined],
    ["", undefined],
  ])("findFirmwareProfile(%j) finds %j", (name, found) => {
    expect(findFirmwareProfile(name)?.name).toBe(found);
  });
});
