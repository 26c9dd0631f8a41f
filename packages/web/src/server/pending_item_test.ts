import { getEventListeners } from "node:events";
import { describe, expect, it, jest } from "@jest/globals";
import { PendingItem } from "./pending_item.ts";

/** An item that comes when it is told to. */
function laterItem() {
  let resolve: (item: IteratorResult<unknown>) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<IteratorResult<unknown>>((onHere, onFailure) => {
    resolve = onHere;
    reject = onFailure;
  });
  return { promise, resolve, reject };
}

describe("PendingItem.orBeat()", () => {
  it("PendingItem.orBeat() leaves nothing behind with a wait that was in vain", async () => {
    const { promise, resolve } = laterItem();
    const gone = new AbortController().signal;
    const listen = jest.spyOn(promise, "then");
    const pending = new PendingItem(promise);
    for (let at = 0; at < 20; at++) expect(await pending.orBeat(gone, 0)).toBe("beat");
    expect(listen).toHaveBeenCalledTimes(1);
    expect(getEventListeners(gone, "abort")).toEqual([]);
    resolve({ done: false, value: 7 });
    expect(await pending.orBeat(gone, 60_000)).toEqual({ done: false, value: 7 });
  });

  it("PendingItem.orBeat() wakes up for the item, for its failure, and when nobody is there", async () => {
    const [here, broken, late] = [laterItem(), laterItem(), laterItem()];
    const gone = new AbortController();
    const waits = [here, broken, late].map(({ promise }) =>
      new PendingItem(promise).orBeat(gone.signal, 60_000),
    );
    here.resolve({ done: true, value: undefined });
    broken.reject(new Error("Cannot go on"));
    expect(await waits[0]).toEqual({ done: true, value: undefined });
    await expect(waits[1]).rejects.toThrow("Cannot go on");
    gone.abort();
    expect(await waits[2]).toBe("gone");
  });
});
