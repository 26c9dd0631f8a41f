import { describe, expect, it } from "@jest/globals";
import { dueReports } from "./due_reports.ts";
import type { NotifyKeyword } from "./envelope_parameters.ts";
import type { JournalEvent } from "./journal_entry.ts";
import { type MessageStatus, statusOf } from "./status_of.ts";
import type { LostDsn } from "./submission_outcome.ts";

const A = "a@example.net";
const SENDER = "unit7@example.com";

function statusAfter(...events: readonly JournalEvent[]): MessageStatus {
  const entries = events.map((event) => ({ message: "m", atMs: 0, event }));
  return statusOf({ message: "m", acceptedAtMs: 0, recipients: [A] }, entries, 0);
}

function ended(outcome: "delivered" | "permanent" | "transient", dsn?: LostDsn): JournalEvent {
  return {
    ...{ kind: "outcome", recipient: A, outcome, code: "MESSAGE_REFUSED", stage: "final" },
    ...{ protection: { tls: null, why: "test" }, words: undefined },
    ...(dsn === undefined ? {} : { dsn }),
  };
}

const FAILED = statusAfter(ended("permanent"));
const EXPIRED = statusAfter(ended("transient"), { kind: "expired" });
const RELAYED = statusAfter(ended("delivered", "relayed"));

describe("dueReports()", () => {
  it.each<[readonly NotifyKeyword[] | undefined, "failed" | undefined]>([
    [undefined, "failed"],
    [["NEVER"], undefined],
    [["SUCCESS"], undefined],
    [["DELAY"], undefined],
    [["SUCCESS", "DELAY"], undefined],
    [["FAILURE"], "failed"],
    [["SUCCESS", "FAILURE", "DELAY"], "failed"],
  ])("dueReports() tells of a failure with NOTIFY %j: %j", (notify, action) => {
    const due = action === undefined ? [] : [{ recipient: A, action }];
    const forAll = notify === undefined ? {} : { parameters: { notify } };
    const forOne = notify === undefined ? {} : { parameters: { recipients: { [A]: { notify } } } };
    for (const wanted of [forAll, forOne]) {
      expect(dueReports({ sender: SENDER, ...wanted }, FAILED)).toEqual(due);
      expect(dueReports({ sender: SENDER, ...wanted }, EXPIRED)).toEqual(due);
      expect(dueReports({ sender: null, ...wanted }, FAILED)).toEqual([]);
    }
  });

  it("dueReports() tells of what went to a silent server where success was to be told", () => {
    const parameters = { notify: ["SUCCESS"] } as const;
    const relayed = [{ recipient: A, action: "relayed" }];
    expect(dueReports({ sender: SENDER, parameters }, RELAYED)).toEqual(relayed);
    expect(dueReports({ sender: null, parameters }, RELAYED)).toEqual([]);
    const reported = { kind: "reported", recipients: [A], report: "r" } as const;
    const told = statusAfter(ended("delivered", "relayed"), reported);
    expect(dueReports({ sender: SENDER, parameters }, told)).toEqual([]);
    const silent = statusAfter(ended("delivered", "not-offered"));
    expect(dueReports({ sender: SENDER, parameters }, silent)).toEqual([]);
  });

  it("dueReports() tells nothing of a message that a person has deleted", () => {
    const status = statusAfter(ended("permanent"), { kind: "deleted" });
    expect(dueReports({ sender: SENDER }, status)).toEqual([]);
  });
});
