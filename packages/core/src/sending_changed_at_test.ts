import { expect, it } from "@jest/globals";
import type { RegistryChange } from "./registry_change.ts";
import { type DatedChanges, sendingChangedAt } from "./sending_changed_at.ts";

function change(
  key: string,
  before: string | undefined,
  after: string | undefined,
): RegistryChange {
  return {
    kind: before === undefined ? "added" : after === undefined ? "removed" : "changed",
    key,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

const at = (atMs: number, ...changes: readonly RegistryChange[]): DatedChanges => ({
  atMs,
  changes,
});

it.each<[string, readonly DatedChanges[], number | undefined]>([
  ["nothing", [], undefined],
  ["a change before it", [at(900, change("Email/Port", "25", "587"))], undefined],
  ["a change after it", [at(1100, change("Email/Port", "25", "587"))], 1100],
  [
    "the last of two changes",
    [at(1300, change("Email/Port", "587", "465")), at(1100, change("Email/Port", "25", "587"))],
    1300,
  ],
  [
    "a key that was set and unset, in another case",
    [
      at(1300, change("email/helo", "a", undefined)),
      at(1100, change("Email/Helo", undefined, "a")),
    ],
    undefined,
  ],
  ["a message's text", [at(1100, change("Email/Alarm/Subject", "a", "b"))], undefined],
  [
    "a secret that was changed, whatever to",
    [at(1100, { kind: "changed", key: "Email/Password" })],
    1100,
  ],
])("sendingChangedAt() after %s", (_, history, expected) => {
  expect(sendingChangedAt(history, 1000)).toBe(expected);
});
