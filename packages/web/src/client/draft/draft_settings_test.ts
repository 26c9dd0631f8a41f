import { Registry } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import {
  type DraftEdits,
  draftConflicts,
  draftRegistry,
  draftWishes,
  planDraft,
  storedRegistry,
  unsavedEdits,
  withEdit,
} from "./draft_settings.ts";

const STORED = Registry.empty.apply([
  ["IpConfig/MailHost", "mail.example.com"],
  ["Email/Port", "25"],
]).registry;
const NONE: DraftEdits = new Map();

describe("withEdit()", () => {
  it("withEdit() remembers what was stored when the key was first typed", () => {
    const first = withEdit(NONE, STORED, { key: "email/port", value: "587" });
    const later = STORED.set("Email/Port", "465").registry;
    const second = withEdit(first, later, { key: "Email/Port", value: "2525" });
    expect([...second.values()]).toEqual([{ key: "Email/Port", value: "2525", was: "25" }]);
  });

  it("withEdit() of what is stored is no edit, and blanks are unset", () => {
    const typed = withEdit(NONE, STORED, { key: "Email/Port", value: "26" });
    expect(withEdit(typed, STORED, { key: "Email/Port", value: "25" }).size).toBe(0);
    const blank = withEdit(NONE, STORED, { key: "Email/Port", value: "  " });
    expect([...blank.values()]).toEqual([{ key: "Email/Port", value: null, was: "25" }]);
    expect(withEdit(NONE, STORED, { key: "Email/HeloName", value: " " }).size).toBe(0);
  });
});

describe("draftConflicts()", () => {
  const typed = withEdit(NONE, STORED, { key: "Email/Port", value: "587" });

  it.each([
    ["25", []],
    ["587", []],
    ["465", [{ key: "Email/Port", value: "587", was: "25", now: "465" }]],
  ])("draftConflicts() when %s is stored meanwhile", (port, found) => {
    expect(draftConflicts(typed, STORED.set("Email/Port", port).registry)).toEqual(found);
  });

  it("draftConflicts() knows a key that was removed meanwhile", () => {
    const found = draftConflicts(typed, STORED.remove("Email/Port").registry);
    expect(found).toEqual([{ key: "Email/Port", value: "587", was: "25", now: null }]);
  });
});

it("draftWishes() leaves out what is so already, and trims", () => {
  const typed = withEdit(NONE, STORED, { key: "Email/Port", value: " 587 " });
  expect(draftWishes(typed, STORED)).toEqual([{ key: "Email/Port", value: "587", was: "25" }]);
  expect(draftWishes(typed, STORED.set("Email/Port", " 587 ").registry)).toEqual([]);
});

it("planDraft() counts a secret that the page cannot see", () => {
  const stored = storedRegistry([
    { key: "IpConfig/MailHost", value: "mail.example.com", isSecret: false },
    { key: "IpConfig/EmailAddress", value: "unit7@example.com", isSecret: false },
    { key: "Email/Username", value: "unit7", isSecret: false },
    { key: "Email/Password", value: null, isSecret: true },
  ]);
  const context = { machineName: "unit7", clockIsPlausible: true };
  const codes = (registry: Registry): readonly string[] =>
    planDraft(registry, context).decision.refusals.map(({ code }) => code);
  expect(codes(stored)).toEqual([]);
  const removed = draftRegistry(stored, NONE, { kind: "remove" });
  expect(codes(removed)).toEqual(["CREDENTIALS_INCOMPLETE"]);
  const typed = { kind: "replace", value: "s3cret", again: "" } as const;
  expect(codes(draftRegistry(removed, NONE, typed))).toEqual([]);
});

describe("unsavedEdits()", () => {
  const sent = withEdit(NONE, STORED, { key: "Email/Port", value: "587" });
  const changes = [
    { key: "Email/Port", kind: "changed", before: "25", after: "587", isSecret: false },
  ] as const;

  it("unsavedEdits() lets go what was saved, and keeps what was typed meanwhile", () => {
    expect(unsavedEdits(sent, sent, changes)).toEqual(NONE);
    const both = withEdit(sent, STORED, { key: "IpConfig/MailHost", value: "b.example.com" });
    expect([...unsavedEdits(both, sent, changes).values()]).toEqual([
      { key: "IpConfig/MailHost", value: "b.example.com", was: "mail.example.com" },
    ]);
  });

  it("unsavedEdits() means a key that was typed again against what is stored now", () => {
    const again = withEdit(sent, STORED, { key: "Email/Port", value: "465" });
    const left = unsavedEdits(again, sent, changes);
    expect([...left.values()]).toEqual([{ key: "Email/Port", value: "465", was: "587" }]);
    expect(draftConflicts(left, STORED.set("Email/Port", "587").registry)).toEqual([]);
    const discarded = unsavedEdits(NONE, sent, changes);
    expect(discarded).toEqual(NONE);
  });
});
