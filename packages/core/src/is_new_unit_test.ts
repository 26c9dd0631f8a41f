import { describe, expect, it } from "@jest/globals";
import { isNewUnit } from "./is_new_unit.ts";
import { Registry } from "./registry.ts";

describe("isNewUnit()", () => {
  it.each([
    ["nothing", [], true],
    ["what sends nothing by itself", [["Email/Port", "587"]], true],
    ["a mail server", [["ipconfig/mailhost", "mail.example.com"]], false],
    ["an address of its own", [["IpConfig/EmailAddress", "unit7@example.com"]], false],
  ] as const)("isNewUnit() judges a unit where somebody has set %s", (_, settings, isNew) => {
    expect(isNewUnit(Registry.empty.apply(settings).registry)).toBe(isNew);
  });
});
