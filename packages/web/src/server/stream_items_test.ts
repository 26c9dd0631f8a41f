import { describe, expect, it } from "@jest/globals";
import { STREAM_FORMS, streamItems } from "./stream_items.ts";

async function* count(to: number, ended: () => void): AsyncGenerator<number> {
  try {
    for (let at = 1; at <= to; at++) yield at;
  } finally {
    ended();
  }
}

async function* only(item: unknown): AsyncGenerator<unknown> {
  yield item;
}

function open(items: AsyncIterable<unknown>, form: "ndjson" | "events" = "ndjson") {
  const gone = new AbortController();
  const errors: unknown[] = [];
  const stream = streamItems({
    ...{ items, gone, form: STREAM_FORMS[form] },
    onError: (error) => errors.push(error),
  });
  return { gone, errors, stream };
}

describe("streamItems()", () => {
  it("streamItems() writes lines, or events, and says when it is over", async () => {
    const lines = open(count(2, () => undefined));
    expect(await new Response(lines.stream).text()).toBe("1\n2\n");
    expect(lines.gone.signal.aborted).toBe(true);
    const events = open(
      count(2, () => undefined),
      "events",
    );
    expect(await new Response(events.stream).text()).toBe("retry: 2000\n\ndata: 1\n\ndata: 2\n\n");
  });

  it("streamItems() gives the octets of one event to everybody who gets it", async () => {
    const event = { kind: "events" };
    const readers = [open(only(event), "events"), open(only(event), "events")].map(({ stream }) =>
      stream.getReader(),
    );
    const seen = await Promise.all(
      readers.map(async (reader) => {
        await reader.read();
        return (await reader.read()).value;
      }),
    );
    expect(new TextDecoder().decode(seen[0])).toBe('data: {"kind":"events"}\n\n');
    expect(seen[1]).toBe(seen[0]);
  });

  it("streamItems() asks for an item when the one before is taken", async () => {
    let asked = 0;
    const items = {
      [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false, value: ++asked }) }),
    };
    const { stream } = open(items);
    const reader = stream.getReader();
    await reader.read();
    await reader.read();
    expect(asked).toBe(2);
    await reader.cancel();
  });

  it("streamItems() frees what the items hold when the reader goes away", async () => {
    let isFree: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => {
      isFree = resolve;
    });
    const { stream, gone } = open(count(10, isFree));
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    await freed;
    expect(gone.signal.aborted).toBe(true);
  });

  it("streamItems() ends when the caller may no longer be here, though no item comes", async () => {
    const never = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
    const { stream, gone } = open(never);
    const text = new Response(stream).text();
    gone.abort();
    expect(await text).toBe("");
  });

  it("streamItems() cuts off and tells of an error of the items", async () => {
    const broken = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("Cannot go on")) }),
    };
    const { stream, errors } = open(broken);
    await expect(new Response(stream).text()).rejects.toThrow("Cannot go on");
    expect(errors).toEqual([new Error("Cannot go on")]);
  });
});
