import { describe, expect, it } from "@jest/globals";
import { DataReader } from "./data_reader.ts";
import { removeDotStuffing } from "./dot_stuffing.ts";

const ALPHABET = ["\r", "\n", ".", "x"];

/** The terminator by its definition, one byte after the other. */
function referenceEnd(text: string): number {
  return `\r\n${text}`.indexOf("\r\n.\r\n") === -1 ? -1 : `\r\n${text}`.indexOf("\r\n.\r\n") + 3;
}

function* texts(length: number): Generator<string> {
  if (length === 0) {
    yield "";
    return;
  }
  for (const rest of texts(length - 1)) {
    for (const character of ALPHABET) {
      yield character + rest;
    }
  }
}

function read(pieces: readonly string[]): { end: number; data: string } {
  const reader = new DataReader(1000);
  let consumed = 0;
  for (const piece of pieces) {
    consumed += reader.take(Buffer.from(piece), 0);
    if (reader.ended) {
      return { end: consumed, data: Buffer.concat(reader.pieces).toString() };
    }
  }
  return { end: -1, data: Buffer.concat(reader.pieces).toString() };
}

describe("DataReader", () => {
  it("finds CRLF.CRLF and nothing else in every text of six bytes, cut anywhere", () => {
    let tried = 0;
    for (const text of texts(6)) {
      const end = referenceEnd(text);
      const expected = { end, data: end === -1 ? text : text.slice(0, end) };
      for (let cut = 1; cut < text.length; cut++) {
        const got = read([text.slice(0, cut), text.slice(cut)]);
        if (got.end !== expected.end || got.data !== expected.data) {
          expect({ text, cut, ...got }).toEqual({ text, cut, ...expected });
        }
        tried++;
      }
      const single = read([...text]);
      if (single.end !== expected.end || single.data !== expected.data) {
        expect({ text, ...single }).toEqual({ text, ...expected });
      }
    }
    expect(tried).toBe(4 ** 6 * 5);
  });

  it("keeps nothing past its limit but goes on counting", () => {
    const reader = new DataReader(4);
    reader.take(Buffer.from("abc"), 0);
    reader.take(Buffer.from("def"), 0);
    reader.take(Buffer.from("\r\n.\r\n"), 0);
    expect([reader.ended, reader.overflowed, reader.sizeBytes, reader.pieces]).toEqual([
      true,
      true,
      11,
      [],
    ]);
  });
});

describe("removeDotStuffing()", () => {
  it.each([
    [".\r\n", ""],
    ["\r\n.\r\n", "\r\n"],
    ["..\r\n.\r\n", ".\r\n"],
    ["a\r\n..b\r\n...\r\n.\r\n", "a\r\n.b\r\n..\r\n"],
    [".y\r\n.\r\n", "y\r\n"],
    ["x\n..z\r\n.\r\n", "x\n..z\r\n"],
    ["x\n.\r\ny\r\n.\r\n", "x\n.\r\ny\r\n"],
    ["\r..\r\n.\r\n", "\r..\r\n"],
  ])("turns %j into %j", (wire, raw) => {
    expect(removeDotStuffing(Buffer.from(wire)).toString()).toBe(raw);
  });

  it("shares memory where there is nothing to delete", () => {
    const wire = Buffer.from("plain\r\n.\r\n");
    expect(removeDotStuffing(wire).buffer).toBe(wire.buffer);
  });
});
