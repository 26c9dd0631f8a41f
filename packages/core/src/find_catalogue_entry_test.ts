import { describe, expect, it } from "@jest/globals";
import { CATALOGUE } from "./catalogue.ts";
import { checkAssignment } from "./check_assignment.ts";
import { findCatalogueEntry } from "./find_catalogue_entry.ts";

describe("findCatalogueEntry()", () => {
  it.each([
    ["Email/Port", "Email/Port"],
    ["/EMAIL/port", "Email/Port"],
    ["Email/Alarm 1/ToAddress", "Email/<Block>/ToAddress"],
    ["email/x/message", "Email/<Block>/Message"],
    ["Events/OnBoot/Email", "Events/On<Name>/Email"],
    ["events/onALARM/holdoff", "Events/On<Name>/HoldOff"],
    ["Email/ToAddress", undefined],
    ["Email//ToAddress", undefined],
    ["Email/a/b/ToAddress", undefined],
    ["Events/On/Email", undefined],
    ["Events/Boot/Email", undefined],
    ["Email/Port/", undefined],
    ["", undefined],
  ])("findCatalogueEntry(%j) is the entry of %j", (key, pattern) => {
    expect(findCatalogueEntry(key)?.key).toBe(pattern);
  });
});

describe("CATALOGUE", () => {
  it("CATALOGUE names each key once and finds each of its own", () => {
    const keys = CATALOGUE.map((entry) => entry.key);
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
    expect(
      CATALOGUE.filter(({ key }) => findCatalogueEntry(key.replace(/<\w+>/, "Some"))?.key !== key),
    ).toEqual([]);
  });

  it("CATALOGUE has defaults that checkAssignment() accepts", () => {
    const bad = CATALOGUE.flatMap((entry) =>
      checkAssignment(entry.key.replace(/<\w+>/, "Some"), entry.default ?? ""),
    );
    expect(bad).toEqual([]);
  });

  it("CATALOGUE says in one sentence what each key means, and choices where there are any", () => {
    for (const entry of CATALOGUE) {
      expect(entry.meaning).toMatch(/^[A-Z].*[^.]\.$/);
      expect(entry.choices !== undefined).toBe(entry.kind === "choice");
      expect(entry.secret).toBe(entry.kind === "sealed");
    }
  });
});
