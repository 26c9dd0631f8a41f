import { describe, expect, it } from "@jest/globals";
import type { CapturedMessage } from "./captured_message.ts";
import { MessageStore } from "./message_store.ts";

function message(sequence: number): CapturedMessage {
  return { sequence } as CapturedMessage;
}

function sequences(store: MessageStore): readonly number[] {
  return store.messages().map((it) => it.sequence);
}

describe("MessageStore", () => {
  it("lets the oldest go when there are too many", () => {
    const store = new MessageStore({ messages: 3, totalBytes: 1000 });
    for (let number = 1; number <= 5000; number++) {
      store.publish(message(number), 0);
    }
    expect([sequences(store), store.evicted]).toEqual([[4998, 4999, 5000], 4997]);
  });

  it("lets the oldest go when there are too many bytes, but never the newest", () => {
    const store = new MessageStore({ messages: 100, totalBytes: 10 });
    store.publish(message(1), 6);
    store.publish(message(2), 4);
    store.publish(message(3), 1);
    expect(sequences(store)).toEqual([2, 3]);
    store.publish(message(4), 50);
    expect([sequences(store), store.evicted]).toEqual([[4], 3]);
  });

  it("forgets what is unwanted, and its bytes", () => {
    const store = new MessageStore({ messages: 3, totalBytes: 10 });
    store.publish(message(1), 4);
    store.publish(message(2), 4);
    store.remove((it) => it.sequence === 1);
    store.publish(message(3), 6);
    expect([sequences(store), store.evicted]).toEqual([[2, 3], 0]);
  });
});
