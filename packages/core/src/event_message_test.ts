import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import type { EventLine } from "./event_decision.ts";
import { eventMessage, formatEventLine, isEventValueName } from "./event_message.ts";

function line(values: Readonly<Record<string, string>>, atMs = 0): EventLine {
  return { atMs, values, attachments: [], isUrgent: false };
}

function message(
  block: { readonly subject: string; readonly message: string },
  ...lines: readonly EventLine[]
) {
  const formatTime = (atMs: number) => `T${atMs}`;
  return eventMessage({ event: "Alarm", unit: "unit7", block, lines, formatTime });
}

describe("eventMessage()", () => {
  it.each([
    ["{unit} {event} {time}", {}, "unit7 Alarm T0", []],
    ["{Level} {LEVEL}", { level: "80" }, "80 80", []],
    ["{level}", {}, "{level}", ["level"]],
    ["{level}", { level: "{unit}" }, "{unit}", []],
    ["{level}", { level: "a\r\nBcc: x@example.com\u2028y\u0000" }, "a Bcc: x@example.com y", []],
    ["{} {a b} {{unit}", {}, "{} {a b} {unit7", []],
    ["{a} {a} {b}", {}, "{a} {a} {b}", ["a", "b"]],
    ["{level}", { level: "$& $1" }, "$& $1", []],
    ["", {}, "unit7: Alarm", []],
  ])("eventMessage() fills the subject %j with %j", (subject, values, expected, unknown) => {
    expect(message({ subject, message: "m" }, line(values))).toEqual({
      subject: expected,
      text: "m\n",
      unknown,
    });
  });

  it("eventMessage() shows every value where the block has no message", () => {
    const { text } = message(
      { subject: "", message: "" },
      line({ level: "{unit}\nx", pump: "on" }),
    );
    expect(text).toBe("Alarm on unit7 at T0\nlevel: {unit}\nx\npump: on\n");
  });

  it("eventMessage() keeps lines of the message and nothing that acts", () => {
    const { text } = message(
      { subject: "s", message: "a\r\nb\tc {v}" },
      line({ v: "\u001b[31mx" }),
    );
    expect(text).toBe("a\nb\tc  [31mx\n");
  });

  it("eventMessage() makes a digest with a line for each", () => {
    const lines = [line({ level: "80" }, 1), line({ level: "81\n82" }, 2), line({}, 3)];
    expect(message({ subject: "Water {level}, {count}", message: "Look." }, ...lines)).toEqual({
      subject: "Water 80, 3 (and 2 more)",
      text:
        "Look.\n\nRaised 3 times:\n\n" + "T1, Alarm: level=80\nT2, Alarm: level=81 82\nT3, Alarm\n",
      unknown: [],
    });
  });

  it("eventMessage() makes no second header and loses no line, whatever the values are", () => {
    const random = new SeededRandom(7);
    const pieces = [
      "\r",
      "\n",
      "\r\n",
      "Bcc:",
      " ",
      "{",
      "}",
      "{unit}",
      "\u0000",
      "\u2028",
      "x",
      "ä",
    ];
    for (let round = 0; round < 2000; round++) {
      const lines = Array.from({ length: 1 + random.below(4) }, (_, at) =>
        line({ v: random.text(pieces, 8) }, at),
      );
      const block = { subject: random.text([...pieces, "{v}"], 6), message: "{v}" };
      const { subject, text } = message(block, ...lines);
      expect(subject).not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029]/);
      if (lines.length === 1) continue;
      const shown = lines.map((each) => `T${each.atMs}, ${formatEventLine("Alarm", each)}\n`);
      expect(text.endsWith(shown.join(""))).toBe(true);
    }
  });
});

describe("isEventValueName()", () => {
  it.each([
    ["level", true],
    ["Level_1.a-b", true],
    ["1", false],
    ["", false],
    ["a b", false],
    ["unit", false],
    ["COUNT", false],
    ["__proto__", false],
    ["x".repeat(65), false],
  ])("isEventValueName() answers %j with %j", (name, expected) => {
    expect(isEventValueName(name)).toBe(expected);
  });
});
