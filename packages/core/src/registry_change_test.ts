import { describe, expect, it } from "@jest/globals";
import { formatRegistryChange, type RegistryChange } from "./registry_change.ts";

describe("formatRegistryChange()", () => {
  const rows: [RegistryChange, string][] = [
    [{ kind: "added", key: "Email/Port", after: "587" }, "Added: Email/Port = 587"],
    [
      { kind: "changed", key: "Email/Port", before: "587", after: "465" },
      "Changed: Email/Port = 465 (was 587)",
    ],
    [{ kind: "removed", key: "Email/Port", before: "465" }, "Removed: Email/Port (was 465)"],
    [
      { kind: "added", key: "Email/Password", after: "hunter2" },
      "Added: Email/Password = (sealed)",
    ],
    [
      { kind: "changed", key: "EMAIL/PASSWORD", before: "hunter2", after: "hunter3" },
      "Changed: EMAIL/PASSWORD = (sealed)",
    ],
    [
      { kind: "removed", key: "Email/Password", before: "hunter2" },
      "Removed: Email/Password (sealed)",
    ],
    [
      { kind: "added", key: "Email/B/Message", after: "one\r\n11/22/26 00:00:00.000, Added: x" },
      "Added: Email/B/Message = one\\u{d}\\u{a}11/22/26 00:00:00.000, Added: x",
    ],
    [
      { kind: "added", key: "Email/B/Message", after: "x".repeat(1000) },
      `Added: Email/B/Message = ${"x".repeat(80)}...`,
    ],
    [
      { kind: "added", key: "Email/Po\nrt", after: "\u001b[2J" },
      "Added: Email/Po\\u{a}rt = \\u{1b}[2J",
    ],
  ];

  it.each(rows)("formatRegistryChange(%j) is %j", (change, line) => {
    expect(formatRegistryChange(change)).toBe(line);
  });

  it("formatRegistryChange() keeps a long key whole", () => {
    const key = `Node/${"k".repeat(250)}`;
    expect(formatRegistryChange({ kind: "added", key, after: "1" })).toBe(`Added: ${key} = 1`);
  });
});
