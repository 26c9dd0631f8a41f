import { describe, expect, it } from "@jest/globals";
import { encodeBase64 } from "./base64.ts";
import { Secret } from "./secret.ts";
import { SecretMask } from "./secret_mask.ts";
import { encodeUtf8 } from "./utf8.ts";

const SECRET = 'p w\u00e9"+%';

describe("SecretMask", () => {
  it.each([
    ["the secret", SECRET],
    ["its base64", encodeBase64(encodeUtf8(SECRET))],
    ["its base64 without padding", encodeBase64(encodeUtf8(SECRET)).replace(/=+$/, "")],
    ["the PLAIN response", encodeBase64(encodeUtf8(`\0joe\0${SECRET}`))],
    ["its form in a URL", "p%20w%C3%A9%22%2B%25"],
  ])("masks %s wherever it stands", (_, form) => {
    expect(new SecretMask("joe", SECRET).clean(`<${form}> and ${form}`)).toBe("<****> and ****");
  });

  it("changes nothing without a secret", () => {
    expect(new SecretMask("joe", undefined).clean("250 joe")).toBe("250 joe");
    expect(new SecretMask(undefined, "").clean("250 joe")).toBe("250 joe");
  });
});

describe("Secret", () => {
  it("shows its value to nobody who does not ask for it", async () => {
    const { inspect, format } = await import("node:util");
    const secret = new Secret(SECRET);
    const shown = [
      `${secret}`,
      String(secret),
      JSON.stringify({ secret }),
      inspect(secret, { showHidden: true, depth: 9 }),
      inspect({ secret }),
      format("%s %o %j", secret, secret, secret),
      Object.entries(secret).join(),
      new Error("x", { cause: secret }).stack ?? "",
      secret.constructor.toString(),
    ].join("\n");
    expect(shown).not.toContain(SECRET);
    expect(secret.reveal()).toBe(SECRET);
  });

  it("masks a long secret inside any text that was encoded with it", () => {
    const secret = "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg";
    const mask = new SecretMask("joe", secret);
    for (const before of ["", "x", "xy", "user=joe\x01auth=Bearer ", "n,a=joe,\x01auth=Bearer "]) {
      for (const after of ["", "\x01", "\x01\x01", "abc"]) {
        const cleaned = mask.clean(encodeBase64(encodeUtf8(`${before}${secret}${after}`)));
        expect(cleaned).toContain("****");
        expect(cleaned.replace("****", "").length).toBeLessThan(before.length * 2 + 12);
      }
    }
  });

  it("SecretMask.cleanLines() masks what a server splits over the lines of a reply", () => {
    const mask = new SecretMask("joe", "hunter2");
    const whole = ["Not hunter2", "of joe"];
    for (const secret of ["hunter2", "aHVudGVyMg==", "AGpvZQBodW50ZXIy"]) {
      for (let at = 1; at < secret.length; at++) {
        const lines = [`5.7.8 Not ${secret.slice(0, at)}`, `5.7.8 ${secret.slice(at)} of joe`];
        expect(mask.cleanLines(lines)).toEqual(["5.7.8 Not ****", "5.7.8 **** of joe"]);
      }
      const three = [`a ${secret.slice(0, 2)}`, secret.slice(2, 4), `${secret.slice(4)} b`];
      expect(mask.cleanLines(three)).toEqual(["a ****", "****", "**** b"]);
    }
    expect(mask.cleanLines(whole)).toEqual(["Not ****", "of joe"]);
    expect(new SecretMask("joe", undefined).cleanLines(whole)).toEqual(whole);
  });
});
