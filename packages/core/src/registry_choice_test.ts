import { describe, expect, it } from "@jest/globals";
import { CATALOGUE } from "./catalogue.ts";
import { findCatalogueEntry } from "./find_catalogue_entry.ts";
import { tryParseRegistryChoice } from "./registry_choice.ts";

describe("tryParseRegistryChoice()", () => {
  it.each([
    ["Email/StartTLS", " REQUIRED ", "required"],
    ["Email/StartTLS", "yes", "enabled"],
    ["Email/StartTLS", "0", "disabled"],
    ["Email/StartTLS", "", undefined],
    ["Email/Login", "If-Offered", "if-offered"],
    ["Email/Login", "enabled", undefined],
    ["Email/PasswordInClearDangerous", "i-ACCEPT", "I-accept"],
    ["Email/PasswordInClearDangerous", "yes", undefined],
    ["Device/Profile", "JANOS-2.0", "janos-2.0"],
    ["Email/Port", "25", undefined],
  ])("tryParseRegistryChoice() reads %s = %j as %j", (key, text, choice) => {
    const entry = findCatalogueEntry(key);
    expect(entry && tryParseRegistryChoice(entry, text)).toBe(choice);
  });

  it("tryParseRegistryChoice() reads every choice as itself", () => {
    const misread = CATALOGUE.flatMap((entry) =>
      (entry.choices ?? []).filter((choice) => tryParseRegistryChoice(entry, choice) !== choice),
    );
    expect(misread).toEqual([]);
  });
});
