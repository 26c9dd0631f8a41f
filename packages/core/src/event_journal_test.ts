import { describe, expect, it } from "@jest/globals";
import { QUIET_EVENT } from "./event_decision.ts";
import { formatEventJournal, formatRaisedLine, readEventJournal } from "./event_journal.ts";

const LINE = { atMs: 7, values: { level: "80\n" }, attachments: ["/a.jpg"], isUrgent: false };

describe("readEventJournal()", () => {
  it("readEventJournal() reads what was written, in order", () => {
    const state = { lastMailedAtMs: 5, lastRaisedAtMs: undefined, waiting: [LINE, LINE] };
    const journal = formatEventJournal(state, String) + formatRaisedLine(LINE, "later");
    expect(readEventJournal(journal)).toEqual({
      state: { ...state, waiting: [LINE, LINE, LINE] },
      unreadable: 0,
    });
    expect(journal.split("\n").length).toBe(5);
  });

  it("readEventJournal() passes over what a crash or a stranger left", () => {
    const whole = formatRaisedLine(LINE, "now");
    const torn = [whole, "null\n", "[]\n", '{"kind":"raised"}\n', whole.slice(0, 30), "\n", whole];
    expect(readEventJournal(torn.join(""))).toEqual({
      state: { ...QUIET_EVENT, waiting: [LINE, LINE] },
      unreadable: 4,
    });
  });

  it("readEventJournal() reads a prefix of any length", () => {
    const journal = formatEventJournal({ ...QUIET_EVENT, waiting: [LINE, LINE] }, String);
    for (let length = 0; length <= journal.length; length++) {
      const { state, unreadable } = readEventJournal(journal.slice(0, length));
      expect(state.waiting.length).toBeLessThanOrEqual(2);
      expect(unreadable).toBeLessThanOrEqual(1);
    }
  });
});
