import { describe, expect, it } from "@jest/globals";
import { accept, openQueue, run, type TestQueue, witness } from "./_testing/test_queue.ts";
import type { QueueListing, QueuePage } from "./queue_listing.ts";

async function filled(
  port: number,
  count: number,
): Promise<{ opened: TestQueue; listing: QueueListing; messages: readonly string[] }> {
  const opened = await openQueue(port);
  const messages: string[] = [];
  // Two of them share a file.
  messages.push(
    ...(await Promise.all([accept(opened, "a@example.net"), accept(opened, "b@example.net")])),
  );
  for (let at = 2; at < count; at++) messages.push(await accept(opened, `r${at}@example.net`));
  return { opened, listing: await opened.queue.listing(), messages };
}

describe("QueueListing", () => {
  it("QueueListing.page() gives every message once, in the order of acceptance", async () => {
    const { listing, messages } = await filled(1, 7);
    const seen: string[] = [];
    const sizes: number[] = [];
    let page: QueuePage = { rows: [], next: "" };
    while (page.next !== undefined) {
      page = await listing.page({ after: page.next, limit: 3 });
      sizes.push(page.rows.length);
      seen.push(...page.rows.map(({ message }) => message));
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(seen).toEqual([...messages].sort());
  });

  it("QueueListing.page() goes on after a message that has left meanwhile", async () => {
    const { opened, listing, messages } = await filled(1, 5);
    const [first = "", second = "", ...others] = [...messages].sort();
    await opened.queue.command(first, "delete");
    await opened.queue.command(second, "delete");
    const { rows } = await listing.page({ after: second, limit: 10 });
    expect(rows.map(({ message }) => message)).toEqual(others);
    expect(rows[0]).toMatchObject({ subject: "Boot notification", isUrgent: false });
  });

  it("QueueListing.census() counts what waits and what is held, again when that has changed", async () => {
    const { opened, listing, messages } = await filled(1, 4);
    const [first = "", second = ""] = [...messages].sort();
    const acceptedAtMs = Number.parseInt(first.slice(0, 9), 36);
    const all = {
      waiting: 4,
      sending: 0,
      held: 0,
      oldestAtMs: acceptedAtMs,
      nextAtMs: acceptedAtMs,
    };
    expect(await listing.census()).toEqual(all);
    await opened.queue.command(first, "hold");
    expect(await listing.census()).toMatchObject({ waiting: 3, held: 1 });
    await opened.queue.command(second, "delete");
    expect(await listing.census()).toMatchObject({ waiting: 2, held: 1 });
    await opened.queue.command(first, "release");
    expect(await listing.census()).toMatchObject({ waiting: 3, held: 0 });
  });

  it("QueueListing.census() of nothing", async () => {
    const { queue } = await openQueue(1);
    const nothing = { waiting: 0, sending: 0, held: 0, oldestAtMs: undefined, nextAtMs: undefined };
    expect(await (await queue.listing()).census()).toEqual(nothing);
  });

  it("QueueListing.ended() tells what was delivered and deleted, newest first", async () => {
    const server = await witness();
    const { opened, listing } = await filled(server.port(), 3);
    await run(opened);
    const last = await accept(opened, "late@example.net");
    await opened.queue.command(last, "delete");
    const ended = await listing.ended(10);
    expect(ended.map(({ status }) => status.phase)).toEqual([
      "deleted",
      "finished",
      "finished",
      "finished",
    ]);
    expect((await listing.ended(2)).length).toBe(2);
    expect((await listing.page({ limit: 10 })).rows).toEqual([]);
  });
});
