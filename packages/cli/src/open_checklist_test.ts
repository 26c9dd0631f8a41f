import type { CheckProgress, CheckStep } from "@fieldpost/runtime";
import { describe, expect, it } from "@jest/globals";
import { type FakeIo, openFakeIo } from "./_testing/fake_io.ts";
import type { Io, TerminalSize } from "./io.ts";
import { openChecklist } from "./open_checklist.ts";
import { choosePaint } from "./text/paint.ts";

const ESCAPE_REGEXP = /\u001b\[(\d*)([A-Za-z])/;

/** What a terminal shows that understands the few sequences of a checklist. */
function screenOf(written: string): readonly string[] {
  const lines = [""];
  let row = 0;
  let rest = written;
  while (rest !== "") {
    const [sequence = "", count = "", letter] = ESCAPE_REGEXP.exec(rest) ?? [];
    const isNext = sequence !== "" && rest.startsWith(sequence);
    const character = rest.charAt(0);
    rest = rest.slice(isNext ? sequence.length : 1);
    if (isNext && letter === "A") row = Math.max(0, row - Number(count));
    else if (isNext && letter === "B") row += Number(count);
    else if (isNext && letter === "K") lines[row] = "";
    else if (isNext && letter === "J") lines.length = row;
    else if (isNext) continue;
    else if (character === "\n") row += 1;
    else if (character !== "\r") lines[row] = (lines[row] ?? "") + character;
  }
  return lines.filter((line) => line !== undefined && line !== "");
}

interface Terminal {
  readonly io: Io;
  readonly fake: FakeIo;
}

function terminal(
  size: TerminalSize,
  environment: Readonly<Record<string, string>> = {},
): Terminal {
  const fake = openFakeIo({ home: "", isOutputTerminal: true, environment });
  return { io: { ...fake, terminalSize: () => size }, fake };
}

function running(id: string, status: CheckProgress["status"]): CheckProgress {
  return { id, title: `Step ${id}`, status };
}

function ended(id: string, summary: string, status: CheckStep["status"] = "ok"): CheckStep {
  return { id, title: `Step ${id}`, status, summary, facts: { kind: "none" } };
}

const bare = (_: string, text: string) => text;

describe("openChecklist() on a terminal", () => {
  it("changes each line in place", () => {
    const { io, fake } = terminal({ columns: 40, rows: 24 });
    let tick = () => {};
    const list = openChecklist(io, bare, (act) => {
      tick = act;
      return () => {};
    });
    for (const id of ["a", "b", "c"]) list.update(running(id, "waiting"));
    list.update(running("a", "running"));
    list.update(running("b", "running"));
    expect(screenOf(fake.output())).toEqual(["[ |  ] Step a", "[ |  ] Step b", "[    ] Step c"]);
    tick();
    list.update(ended("b", "done first"));
    expect(screenOf(fake.output())).toEqual([
      "[ /  ] Step a",
      "[ ok ] Step b: done first",
      "[    ] Step c",
    ]);
  });

  it("cuts a line that would wrap, and shows it whole in the end", () => {
    const { io, fake } = terminal({ columns: 20, rows: 24 });
    const list = openChecklist(io, bare, () => () => {});
    list.update(ended("a", "a summary that is long \u00e9", "warn"));
    expect(screenOf(fake.output())).toEqual(["[warn] Step a: a su"]);
    list.close();
    expect(screenOf(fake.output())).toEqual(["[warn] Step a: a summary that is long \u00e9"]);
  });

  it("keeps the end of a list in place that has more lines than the terminal", () => {
    const { io, fake } = terminal({ columns: 40, rows: 4 });
    const list = openChecklist(io, bare, () => () => {});
    const ids = ["a", "b", "c", "d", "e"];
    for (const id of ids) list.update(running(id, "waiting"));
    list.update(running("a", "running"));
    expect(screenOf(fake.output())).toHaveLength(3);
    for (const id of ids) list.update(ended(id, "good"));
    list.close();
    expect(screenOf(fake.output())).toEqual(ids.map((id) => `[ ok ] Step ${id}: good`));
  });

  it("stops ticking in the end", () => {
    const { io } = terminal({ columns: 40, rows: 24 });
    let isTicking = true;
    const list = openChecklist(io, bare, () => () => {
      isTicking = false;
    });
    list.close();
    expect(isTicking).toBe(false);
  });

  it.each([
    ["colours the marks", {}, true],
    ["has no colours with NO_COLOR", { NO_COLOR: "1" }, false],
  ])("%s", (_, environment, hasColours) => {
    const { io, fake } = terminal({ columns: 40, rows: 24 }, environment);
    const list = openChecklist(io, choosePaint(io), () => () => {});
    list.update(ended("a", "bad", "fail"));
    list.update(ended("b", "why", "skipped"));
    list.close();
    expect(/\u001b\[\d*m/.test(fake.output())).toBe(hasColours);
    expect(screenOf(fake.output())).toEqual(["[FAIL] Step a: bad", "[skip] Step b: why"]);
  });

  it("writes plain lines to a dumb terminal", () => {
    const { io, fake } = terminal({ columns: 40, rows: 24 }, { TERM: "dumb" });
    openChecklist(io, bare).update(ended("a", "good"));
    expect(fake.output()).toBe("[ ok ] Step a: good\n");
  });
});

describe("openChecklist() elsewhere", () => {
  it("writes each line once, in the order of the list", () => {
    const io = openFakeIo({ home: "" });
    const list = openChecklist(io, bare);
    for (const id of ["a", "b", "c"]) list.update(running(id, "waiting"));
    list.update(ended("b", "second"));
    expect(io.output()).toBe("");
    list.update(running("a", "running"));
    list.update(ended("a", "first"));
    expect(io.output()).toBe("[ ok ] Step a: first\n[ ok ] Step b: second\n");
    list.update(ended("c", "third \u001b[2J", "unknown"));
    list.close();
    expect(io.output()).toBe(
      "[ ok ] Step a: first\n[ ok ] Step b: second\n[ ?? ] Step c: third \\u{1b}[2J\n",
    );
  });
});
