import { describe, expect, it } from "@jest/globals";
import { type DialogueStep, formatDialogue, parseDialogue } from "./dialogue_step.ts";

/** A generator of 32 random bits, the same for every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

function client(line: string): DialogueStep {
  return { kind: "client", line: Buffer.from(line) };
}

describe("parseDialogue()", () => {
  it.each<[string, readonly DialogueStep[]]>([
    ["S: 220 mx\nC: QUIT\n", [{ kind: "reply", lines: ["220 mx"] }, client("QUIT")]],
    [
      "S: 250-a\nS: 250 b\nS: 250 c\n",
      [
        { kind: "reply", lines: ["250-a", "250 b"] },
        { kind: "reply", lines: ["250 c"] },
      ],
    ],
    ["D: a\nD: .\n", [{ kind: "content", data: Buffer.from("a\r\n.\r\n") }]],
    ["D: a\nD| b", [{ kind: "content", data: Buffer.from("a\r\nb") }]],
    ["D= 12 bytes", [{ kind: "filler", sizeBytes: 12 }]],
    ["= TLS", [{ kind: "tls", facts: "" }]],
    ["= TLS TLSv1.3, X", [{ kind: "tls", facts: "TLSv1.3, X" }]],
    [
      "= CLOSE client\n= CLOSE server",
      [
        { kind: "close", by: "client" },
        { kind: "close", by: "server" },
      ],
    ],
    [
      "# why\n#\n",
      [
        { kind: "comment", text: "why" },
        { kind: "comment", text: "" },
      ],
    ],
    ["C:\nC: \n", [client(""), client("")]],
    ["C: a\\x00\\\\x00\\xc3\\xbc\u00fc", [client("a\0\\x00\u00fc\u00fc")]],
    ["C: a\r\n\r\n  \nC: b\r\n", [client("a"), client("b")]],
  ])("reads %j", (text, steps) => {
    expect(parseDialogue(text)).toEqual(steps);
  });

  it.each([
    "X: a",
    "c: a",
    "= OPEN",
    "= CLOSE",
    "= CLOSE nobody",
    "D= many bytes",
    "220 mx",
    " C: a",
  ])("refuses %j with its number", (line) => {
    expect(() => parseDialogue(`# comment\n\n${line}`)).toThrow(SyntaxError);
    expect(() => parseDialogue(`# comment\n\n${line}`)).toThrow(/^Cannot read line 3 of the/);
  });

  it("throws nothing but SyntaxError, whatever it is given", () => {
    const next = randomNumbers(7);
    const parts = [
      "C: ",
      "S: ",
      "D: ",
      "D| ",
      "D= ",
      "= TLS",
      "= CLOSE ",
      "#",
      "\n",
      "\\x0",
      "\\",
      "250-",
      "\0",
      "\ud800",
      "9",
    ];
    for (let run = 0; run < 2000; run++) {
      const text = Array.from({ length: next() % 12 }, () => parts[next() % parts.length]).join("");
      try {
        parseDialogue(text);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }
  });
});

describe("formatDialogue()", () => {
  it("is undone by parseDialogue() for any bytes", () => {
    const next = randomNumbers(1);
    const bytes = (): Buffer => {
      const from = [0x0d, 0x0a, 0x5c, 0x2e, 0x78, 0x00, 0xc3, 0xbc, 0xff, 0x41, 0x20];
      return Buffer.from(Array.from({ length: next() % 9 }, () => from[next() % from.length] ?? 0));
    };
    const makers: readonly (() => DialogueStep)[] = [
      () => ({ kind: "client", line: bytes() }),
      () => ({ kind: "content", data: Buffer.concat([Buffer.from("a"), bytes()]) }),
      () => ({ kind: "filler", sizeBytes: next() }),
      () => ({ kind: "reply", lines: ["250-\0\u00fc", "250 b\\"] }),
      () => ({ kind: "tls", facts: "TLSv1.3" }),
      () => ({ kind: "close", by: "client" }),
      () => ({ kind: "comment", text: "fault\n1" }),
    ];
    for (let run = 0; run < 2000; run++) {
      const steps = Array.from({ length: 5 }, (_, at) => makers[(next() + at) % makers.length]?.());
      const apart = steps.filter(
        (step, at): step is DialogueStep =>
          step !== undefined && !(step.kind === "content" && steps[at - 1]?.kind === "content"),
      );
      expect(parseDialogue(formatDialogue(apart))).toEqual(joined(apart));
    }
  });
});

/** Contents that stand next to each other are one. */
function joined(steps: readonly DialogueStep[]): readonly DialogueStep[] {
  const result: DialogueStep[] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if (step.kind === "content" && last?.kind === "content") {
      result[result.length - 1] = { kind: "content", data: Buffer.concat([last.data, step.data]) };
    } else {
      result.push(step);
    }
  }
  return result;
}
