import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { MESSAGE, mailbox, SECRET_TEXT, USER } from "./_testing/delivery.ts";
import { accept, acceptAs, openQueue, run, witness } from "./_testing/test_queue.ts";
import { SEGMENT_BYTES } from "./run_journal.ts";

const FACTS = {
  sender: "unit7@example.com",
  from: "Unit 7 <unit7@example.com>",
  subject: "Boot notification",
  isUrgent: false,
};

describe("findEnded()", () => {
  it("findEnded() knows what was delivered with the first attempt, each message of one file", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const origin = { kind: "event", name: "Alarm" } as const;
    const messages = await Promise.all([
      accept(opened, "a@example.net"),
      acceptAs(opened, { origin }, "b@example.net", "c@example.net"),
    ]);
    const before = await Promise.all(messages.map((each) => opened.queue.find(each)));
    await run(opened);
    const ended = await Promise.all(messages.map((each) => opened.queue.findEnded(each)));
    const { messageId, sizeBytes } = before[1] ?? {};
    expect(ended[0]).toMatchObject(FACTS);
    expect(ended[0]).not.toHaveProperty("origin");
    expect(ended[1]).toMatchObject({ ...FACTS, messageId, sizeBytes, origin });
    expect(ended[1]?.status.recipients.map(({ recipient }) => recipient)).toEqual([
      "b@example.net",
      "c@example.net",
    ]);
    const listed = await (await opened.queue.listing()).ended(10);
    expect(new Set(listed)).toEqual(new Set(ended));
  });

  it("findEnded() knows what failed, what was deleted untried, and what took several attempts", async () => {
    const server = await witness({
      faults: [
        { preset: "greylist", to: "later@*" },
        { preset: "unknown-user", to: "gone@*" },
      ],
    });
    const opened = await openQueue(server.port());
    const deleted = await accept(opened, "deleted@example.net");
    await opened.queue.command(deleted, "delete");
    const failed = await accept(opened, "gone@example.net");
    const late = await accept(opened, "later@example.net");
    for (let pass = 0; pass < 3; pass++) {
      await run(opened);
      opened.clock.moveOn(3_600_000);
    }
    for (const message of [deleted, failed, late]) {
      const ended = await opened.queue.findEnded(message);
      expect(ended).toMatchObject(FACTS);
      const kinds = ended?.journal.map(({ event }) => event.kind) ?? [];
      expect(kinds.filter((kind) => kind === "accepted")).toEqual(["accepted"]);
      expect(kinds[0]).toBe("accepted");
    }
    const gone = await opened.queue.findEnded(deleted);
    expect(gone?.status.recipients.map(({ recipient }) => recipient)).toEqual([
      "deleted@example.net",
    ]);
  });

  it("findEnded() reads a journal that an earlier version has written", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const message = await accept(opened, "a@example.net");
    await run(opened);
    const done = join(opened.home, "spool/done");
    const [name = ""] = await readdir(done);
    const text = await readFile(join(done, name), "utf8");
    await writeFile(join(done, name), text.replace(/^.* accepted .*\n/m, ""));
    const old = await opened.queue.findEnded(message);
    expect(old?.status).toMatchObject({
      phase: "finished",
      recipients: [{ recipient: "a@example.net", state: "delivered" }],
    });
    expect(old).not.toHaveProperty("subject");
    expect(await (await opened.queue.listing()).ended(10)).toEqual([old]);
  });

  it("findEnded() masks the secret of the mail account in what it keeps", async () => {
    const server = await witness({ users: { [USER]: SECRET_TEXT }, authRequired: true });
    const opened = await openQueue(server.port(), { login: true });
    const to = [mailbox("ops@example.net")];
    const leaky = { ...MESSAGE, to, subject: `Login with ${SECRET_TEXT} failed` };
    const names: string[] = [];
    for (let at = 0; at < 2; at++) {
      names.push(await opened.queue.accept(await opened.unit.compose(leaky)));
    }
    const [deleted = "", delivered = ""] = names;
    await opened.queue.command(deleted, "delete");
    const listed = (await (await opened.queue.listing()).page({ limit: 10 })).rows;
    expect(listed.map(({ subject }) => subject)).toEqual(["Login with **** failed"]);
    await run(opened);
    for (const message of [deleted, delivered]) {
      const ended = await opened.queue.findEnded(message);
      expect(ended?.subject).toBe("Login with **** failed");
    }
    const done = join(opened.home, "spool/done");
    for (const name of await readdir(done)) {
      expect(await readFile(join(done, name), "utf8")).not.toContain(SECRET_TEXT.slice(0, 6));
    }
  });

  it("QueueListing.ended() puts an attempt together that stands in two parts of a run's journal", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const message = await accept(opened, "a@example.net");
    await run(opened);
    const done = join(opened.home, "spool/done");
    const [name = ""] = await readdir(done);
    const lines = (await readFile(join(done, name), "utf8")).trimEnd().split("\n");
    const outcome = `${lines.pop()}\n`;
    await writeFile(join(done, name), `${lines.join("\n")}\n${"\n".repeat(SEGMENT_BYTES)}`);
    await writeFile(join(done, name.replace("-000000", "-000001")), outcome);
    const ended = await (await opened.queue.listing()).ended(10);
    expect(ended).toEqual([await opened.queue.findEnded(message)]);
    expect(ended[0]).toMatchObject({ ...FACTS, status: { attempts: 1, phase: "finished" } });
  });
});
