import { describe, expect, it } from "@jest/globals";
import { ACCESS_RULES, type Access, mayAccess, type Role } from "./access_rules.ts";

const TABLE: readonly (readonly [Role | undefined, readonly Access[]])[] = [
  [undefined, ["public"]],
  ["viewer", ["public", "viewer"]],
  ["control", ["public", "viewer", "control"]],
  ["administrator", ["public", "viewer", "control", "administrator"]],
];

describe("mayAccess()", () => {
  it.each(TABLE)("mayAccess() gives %s exactly %j", (role, granted) => {
    const all = ACCESS_RULES.map(({ access }) => access);
    expect(all.filter((access) => mayAccess(role, access))).toEqual(granted);
  });

  it("mayAccess() never gives a role less than a lower one has", () => {
    for (const rule of ACCESS_RULES) {
      const order = [rule.nobody, rule.viewer, rule.control, rule.administrator];
      expect(order).toEqual([...order].sort());
    }
  });

  it("mayAccess() refuses an access that no row has", () => {
    expect(mayAccess("administrator", "toString" as Access)).toBe(false);
  });
});
