import { describe, expect, it } from "@jest/globals";
import { Registry } from "./registry.ts";

const SAMPLE = Registry.empty.apply([
  ["Email/Port", "587"],
  ["Email/Boiler/Subject", "Hot"],
  ["IpConfig/MailHost", "mail.example.com"],
  ["Email/Boiler/ToAddress", "a@example.com"],
  ["Email", "a key that is a node as well"],
  ["email/SMTPS", "enabled"],
  ["$BuildTag", "0x1"],
]).registry;

describe("Registry.set()", () => {
  it.each([
    [
      "a new key",
      "/Email/Login",
      "required",
      { kind: "added", key: "Email/Login", after: "required" },
    ],
    [
      "another value",
      "EMAIL/PORT",
      "465",
      { kind: "changed", key: "Email/Port", before: "587", after: "465" },
    ],
    ["an empty value", "email/port", "", { kind: "removed", key: "Email/Port", before: "587" }],
    ["the same value", "email/port", "587", undefined],
    ["an empty value for an unset key", "Email/Login", "", undefined],
  ])("Registry.set() describes %s", (_, key, value, change) => {
    expect(SAMPLE.set(key, value).change).toEqual(change);
  });

  it("Registry.set() leaves the registry it was called on as it was", () => {
    const before = SAMPLE.entries();
    SAMPLE.set("Email/Port", "465");
    SAMPLE.remove("Email/Port");
    expect(SAMPLE.entries()).toEqual(before);
    expect(Registry.empty.entries()).toEqual([]);
  });

  it("Registry.set() answers the same registry when nothing changed", () => {
    expect(SAMPLE.set("Email/Port", "587").registry).toBe(SAMPLE);
  });

  it("Registry.set() keeps the first spelling and the place of a key", () => {
    const { registry } = SAMPLE.set("EMAIL/PORT", "25");
    expect(registry.entries()[0]).toEqual(["Email/Port", "25"]);
    expect(registry.spelling("/email/port")).toBe("Email/Port");
  });

  it("Registry.set() forgets the spelling of a removed key", () => {
    const { registry } = SAMPLE.remove("Email/Port").registry.set("EMAIL/PORT", "25");
    expect(registry.spelling("Email/Port")).toBe("EMAIL/PORT");
  });

  it("Registry.set() refuses what is not a key", () => {
    expect(() => SAMPLE.set("Email//Port", "1")).toThrow(SyntaxError);
  });

  it("Registry.set() takes names of the language for ordinary names", () => {
    const { registry } = Registry.empty.set("__proto__", "x");
    expect(registry.get("__proto__")).toBe("x");
    expect(registry.get("constructor")).toBeUndefined();
    expect(registry.get("toString")).toBeUndefined();
  });
});

describe("Registry.get()", () => {
  it.each([
    ["Email/Port", "587"],
    ["/EMAIL/port", "587"],
    ["Email/Login", undefined],
    ["Email/", undefined],
    ["", undefined],
  ])("Registry.get(%j) is %j", (key, value) => {
    expect(SAMPLE.get(key)).toBe(value);
    expect(SAMPLE.has(key)).toBe(value !== undefined);
  });
});

describe("Registry.list()", () => {
  it.each([
    ["", { nodes: ["Email", "IpConfig"], keys: ["Email", "$BuildTag"] }],
    ["/", { nodes: ["Email", "IpConfig"], keys: ["Email", "$BuildTag"] }],
    ["Email", { nodes: ["Boiler"], keys: ["Port", "SMTPS"] }],
    ["/EMAIL/", { nodes: ["Boiler"], keys: ["Port", "SMTPS"] }],
    ["Email/boiler", { nodes: [], keys: ["Subject", "ToAddress"] }],
    ["Email/Port", { nodes: [], keys: [] }],
    ["Emai", { nodes: [], keys: [] }],
  ])("Registry.list(%j) lists one level", (node, listing) => {
    expect(SAMPLE.list(node)).toEqual(listing);
  });
});

describe("Registry.persistentEntries()", () => {
  it("Registry.persistentEntries() leaves dynamic keys out", () => {
    expect(SAMPLE.persistentEntries()).toEqual(
      SAMPLE.entries().filter(([key]) => key !== "$BuildTag"),
    );
    expect(SAMPLE.get("$buildtag")).toBe("0x1");
  });
});

describe("Registry.apply()", () => {
  it("Registry.apply() makes one change per key, against the registry before", () => {
    const { registry, changes } = SAMPLE.apply([
      ["Email/Port", "25"],
      ["Email/Login", "if-offered"],
      ["EMAIL/LOGIN", ""],
      ["Email/SMTPS", ""],
      ["IpConfig/MailHost", "other.example.com"],
      ["IpConfig/MailHost", "mail.example.com"],
      ["email/port", "465"],
    ]);
    expect(changes).toEqual([
      { kind: "changed", key: "Email/Port", before: "587", after: "465" },
      { kind: "removed", key: "email/SMTPS", before: "enabled" },
    ]);
    expect(registry.get("Email/Port")).toBe("465");
  });

  it("Registry.apply() does nothing when one key is not a key", () => {
    expect(() =>
      SAMPLE.apply([
        ["Email/Port", "25"],
        ["=", "x"],
      ]),
    ).toThrow(SyntaxError);
    expect(SAMPLE.get("Email/Port")).toBe("587");
  });

  it("Registry.apply() takes 10,000 keys, keeps their order and removes them again", () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `Node${index % 97}/Key${index}`);
    const full = Registry.empty.apply(keys.map((key) => [key, "x"] as const));
    expect(full.changes).toHaveLength(10_000);
    expect(full.registry.entries().map(([key]) => key)).toEqual(keys);
    const emptied = full.registry.apply(keys.map((key) => [key.toUpperCase(), ""] as const));
    expect(emptied.changes).toHaveLength(10_000);
    expect(emptied.registry.entries()).toEqual([]);
  });
});
