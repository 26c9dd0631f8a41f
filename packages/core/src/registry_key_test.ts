import { describe, expect, it } from "@jest/globals";
import {
  foldRegistryKey,
  isDynamicKey,
  parseRegistryKey,
  tryParseRegistryKey,
} from "./registry_key.ts";

describe("parseRegistryKey()", () => {
  it.each([
    ["Email/Port", "Email/Port"],
    ["/Email/Port", "Email/Port"],
    ["Single", "Single"],
    ["IO/Inputs/din1/$HourMeter", "IO/Inputs/din1/$HourMeter"],
    ["Email/Boiler room/Subject", "Email/Boiler room/Subject"],
    ["Email/a;b#c\\'", "Email/a;b#c\\'"],
    ["Événement/日本", "Événement/日本"],
    ["__proto__/constructor", "__proto__/constructor"],
    ["k".repeat(255), "k".repeat(255)],
    [`/${"k".repeat(255)}`, "k".repeat(255)],
  ])("parseRegistryKey() reads %j", (text, key) => {
    expect(parseRegistryKey(text)).toBe(key);
    expect(tryParseRegistryKey(text)).toBe(key);
  });

  it.each([
    ["", "it is empty"],
    ["/", "it is empty"],
    ["//Email", "a part of it is empty"],
    ["Email/", "a part of it is empty"],
    ["Email//Port", "a part of it is empty"],
    ["Email/Port=", "it holds the character ="],
    ["[Email]/Port", "it holds the character ["],
    ["Email/Po]rt", "it holds the character ]"],
    ['Email/"Port"', 'it holds the character "'],
    ["Email/Po\nrt", "it holds the character U+000A"],
    ["Email/Po\u0000rt", "it holds the character U+0000"],
    ["Email/Po\u0085rt", "it holds the character U+0085"],
    ["Email/Po\u2028rt", "it holds the character U+2028"],
    ["Email/Po\u00a0rt", "it holds the character U+00A0"],
    ["\uFEFFEmail/Port", "it holds the character U+FEFF"],
    ["Email/\u202ePort", "it holds the character U+202E"],
    ["Email/\ud800", "it holds the character U+D800"],
    [" Email/Port", 'its part " Email" begins with a space, ; or #, or ends with a space'],
    ["Email /Port", 'its part "Email " begins with a space, ; or #, or ends with a space'],
    ["Email/;Port", 'its part ";Port" begins with a space, ; or #, or ends with a space'],
    ["Email/#Port", 'its part "#Port" begins with a space, ; or #, or ends with a space'],
    ["k".repeat(256), "it has 256 characters"],
  ])("parseRegistryKey() refuses %j: %s", (text, is) => {
    expect(() => parseRegistryKey(text)).toThrow(SyntaxError);
    expect(() => parseRegistryKey(text)).toThrow(`: ${is}, `);
    expect(tryParseRegistryKey(text)).toBeUndefined();
  });
});

describe("foldRegistryKey()", () => {
  it.each([
    ["Email/Port", "EMAIL/pORT"],
    ["Email/Port", "/Email/Port"],
    ["Événement", "éVÉNEMENT"],
    ["ΟΔΟΣ/x", "οδος/X"],
    ["οδοσ", "οδος"],
  ])("foldRegistryKey() folds %j and %j alike", (one, other) => {
    expect(foldRegistryKey(one)).toBe(foldRegistryKey(other));
  });

  it.each([
    ["Email/Port", "Email/Ports"],
    ["Email/Port", "Email.Port"],
    ["a/b", "a b"],
  ])("foldRegistryKey() keeps %j and %j apart", (one, other) => {
    expect(foldRegistryKey(one)).not.toBe(foldRegistryKey(other));
  });

  it("foldRegistryKey() folds a folded key to itself, for every letter of the basic plane", () => {
    const moving: string[] = [];
    for (let code = 0x21; code < 0xd800; code++) {
      const once = foldRegistryKey(`a${String.fromCharCode(code)}b`);
      if (foldRegistryKey(once) !== once) moving.push(code.toString(16));
    }
    expect(moving).toEqual([]);
  });
});

describe("isDynamicKey()", () => {
  it.each([
    ["$BuildTag", true],
    ["/$BuildTag", true],
    ["externals/$present", true],
    ["$externals/present", false],
    ["Email/Po$rt", false],
  ])("isDynamicKey(%j) is %j", (key, dynamic) => {
    expect(isDynamicKey(key)).toBe(dynamic);
  });
});
