import { expect, it } from "@jest/globals";
import { readNdjson } from "./read_ndjson.ts";

async function readAll(chunks: readonly Uint8Array[]): Promise<unknown[]> {
  const found: unknown[] = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  for await (const value of readNdjson(body)) found.push(value);
  return found;
}

const DOCUMENT = '{"a":"ü"}\n\n{"b":[1,2]}\r\n"last"';

it("readNdjson() finds the same values wherever the stream is cut", async () => {
  const bytes = new TextEncoder().encode(DOCUMENT);
  const expected = [{ a: "ü" }, { b: [1, 2] }, "last"];
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(await readAll([bytes.slice(0, cut), bytes.slice(cut)])).toEqual(expected);
  }
});

it("readNdjson() of nothing is nothing", async () => {
  expect(await readAll([])).toEqual([]);
});

it("readNdjson() throws at a line that is not JSON", async () => {
  await expect(readAll([new TextEncoder().encode('{"a":1}\n{"b"')])).rejects.toThrow(SyntaxError);
});
