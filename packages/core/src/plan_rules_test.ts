import { describe, expect, it } from "@jest/globals";
import { PLAN_RULES } from "./plan_rules.ts";

describe("PLAN_RULES", () => {
  it("PLAN_RULES has every id once", () => {
    const ids = PLAN_RULES.map(({ id }) => id);
    expect([...new Set(ids)]).toEqual(ids);
    expect(ids).toHaveLength(36);
  });

  it("PLAN_RULES names a setting for every stop and every warning but those of problems", () => {
    const keyless = PLAN_RULES.filter(
      ({ key, outcome }) => key === null && /^stop|^warn/.test(outcome),
    );
    expect(keyless.map(({ id }) => id)).toEqual(["A1", "A1w"]);
  });

  it("PLAN_RULES fills only braces that planConnection() knows", () => {
    const known = [
      ...["problem", "port", "like", "host", "profile", "demand", "needs", "switch"],
      ...["provider", "notice"],
    ];
    const used = PLAN_RULES.flatMap(({ sentence }) => [...sentence.matchAll(/\{([^}]*)\}/g)]);
    expect([...new Set(used.map(([, name]) => name))].sort()).toEqual(known.sort());
  });

  it("PLAN_RULES gives every standard by number, with a section where one is known", () => {
    const sources = PLAN_RULES.flatMap(({ source }) => (source === null ? [] : [source]));
    for (const source of sources) expect(source).toMatch(/^RFC \d{4}( §\d+(\.\d+)*)?$/);
  });
});
