import { describe, expect, it } from "@jest/globals";
import { parseSpkiPin, tryParseSpkiPin } from "./spki_pin.ts";

const PIN = `sha256/${"Ab1+/".repeat(8)}Abc=`;

describe("parseSpkiPin()", () => {
  it("takes a SHA-256 in base64", () => {
    expect(parseSpkiPin(PIN)).toBe(PIN);
  });

  it.each([
    "",
    "sha256/",
    PIN.slice(7),
    PIN.replace("256", "512"),
    `${PIN}=`,
    ` ${PIN}`,
    `${PIN}\n`,
  ])("refuses %j", (text) => {
    expect(tryParseSpkiPin(text)).toBeUndefined();
    expect(() => parseSpkiPin(text)).toThrow(SyntaxError);
  });
});
