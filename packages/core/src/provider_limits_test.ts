import { describe, expect, it } from "@jest/globals";
import { providerLimits } from "./provider_limits.ts";

describe("providerLimits()", () => {
  it.each([
    ["smtp.office365.com", undefined, "3 30 2026-11"],
    ["SMTP.Office365.com", "joe@hotmail.com", "3 30 2026-11"],
    ["smtp.gmail.com", undefined, undefined],
    ["localhost", undefined, undefined],
  ])("providerLimits() knows of %s", (host, user, expected) => {
    const limits = providerLimits(host, user);
    const short = limits && `${limits.connections} ${limits.messagesPerMinute} ${limits.asOf}`;
    expect(short).toBe(expected);
  });
});
