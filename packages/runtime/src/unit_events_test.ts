import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { eventHome, witness } from "./_testing/event_home.ts";
import { type DurableFiles, nodeFiles } from "./durable_files.ts";
import { openFieldpost } from "./open_fieldpost.ts";

const HOLD_OFF_MS = 300_000;

async function textOf(message: {
  parsed(): Promise<{ text?: string | undefined }>;
}): Promise<string> {
  return (await message.parsed()).text ?? "";
}

describe("UnitEvents.raise()", () => {
  it("UnitEvents.raise() mails the first at once, and 200 more in one digest with every line", async () => {
    const server = await witness();
    const { unit, clock } = await eventHome(server.port());
    expect(await unit.events.raise("Alarm", { values: { level: "first" } })).toMatchObject({
      kind: "mailed",
      lines: 1,
      warnings: [],
    });
    for (let at = 0; at < 199; at++) {
      clock.moveOn(1000);
      const raised = await unit.events.raise("Alarm", { values: { level: `${at} cm` } });
      expect(raised.kind).toBe("collected");
    }
    clock.moveOn(HOLD_OFF_MS - 2000);
    expect((await unit.events.settle()).mailed).toEqual([]);
    clock.moveOn(2000);
    expect((await unit.events.settle()).mailed).toMatchObject([{ event: "Alarm", lines: 199 }]);
    expect((await unit.events.settle()).mailed).toEqual([]);
    await unit.queue.run();
    await server.next({ subject: "unit7.example.com: water at first" });
    const digest = await server.next({
      subject: "unit7.example.com: water at 0 cm (and 198 more)",
    });
    const lines = (await textOf(digest)).split("\n");
    const levels = lines.flatMap((line) => / Alarm: level=(\d+) cm$/.exec(line)?.[1] ?? []);
    expect(levels).toEqual(Array.from({ length: 199 }, (_, at) => `${at}`));
    expect(server.messages.length).toBe(2);
  });

  it("UnitEvents.raise() only notes an event that is not mailed", async () => {
    const { home, unit } = await eventHome(25);
    expect(await unit.events.raise("Other", { values: { a: "1" } })).toEqual({ kind: "noted" });
    expect((await unit.log.lines()).at(-1)).toMatch(/, Event OnOther: a=1$/);
    expect(await readdir(join(home, "spool/queue")).catch(() => [])).toEqual([]);
  });

  it("UnitEvents.raise() keeps what cannot be mailed until the settings change", async () => {
    const server = await witness();
    const { unit } = await eventHome(server.port(), { settings: { "IpConfig/EmailAddress": "" } });
    const kept = await unit.events.raise("Alarm", { values: { level: "1" } });
    expect(kept).toMatchObject({ kind: "kept", lines: 1, by: "settings" });
    expect(await unit.events.raise("ALARM")).toMatchObject({ kind: "kept", lines: 2 });
    await unit.registry.assign([["IpConfig/EmailAddress", "unit7@example.com"]]);
    expect((await unit.events.settle()).mailed).toMatchObject([{ event: "Alarm", lines: 2 }]);
    const notes = (await unit.log.records()).filter(({ event }) => event === "event-kept");
    expect(notes.length).toBe(1);
  });

  it("UnitEvents.raise() writes to its own address when the block names nobody", async () => {
    const server = await witness();
    const { unit } = await eventHome(server.port(), {
      settings: {
        "Events/OnDoor/Email": "enabled",
        "Events/OnDoor/EmailBlock": "Missing",
        "Events/OnBoot/Email": "enabled",
      },
    });
    expect(await unit.events.raise("Boot")).toMatchObject({ kind: "mailed", warnings: [] });
    expect(await unit.events.raise("Door")).toMatchObject({
      kind: "mailed",
      warnings: [
        expect.stringContaining("Cannot use Email/Missing/ToAddress: it is not set"),
        "It goes to unit7@example.com instead",
      ],
    });
    await unit.queue.run();
    const messages = await server.all({ count: 2, to: "unit7@example.com" });
    expect(messages.map(({ subject }) => subject).sort()).toEqual([
      "unit7.example.com: Boot",
      "unit7.example.com: Door",
    ]);
  });

  it("UnitEvents.raise() attaches files, and says which ones it could not", async () => {
    const server = await witness();
    const { home, unit } = await eventHome(server.port());
    const picture = join(home, "door.jpg");
    await writeFile(picture, "JPEG");
    const raised = await unit.events.raise("Alarm", {
      values: { level: "1" },
      attachments: [picture, join(home, "gone.jpg")],
    });
    const why = expect.stringMatching(
      /^Not attached: Cannot read the attachment .*gone\.jpg: it is missing \(ENOENT\)/,
    );
    expect(raised).toMatchObject({ kind: "mailed", warnings: [why] });
    await unit.queue.run();
    const message = await server.next({ attachment: "door.jpg" });
    expect(await textOf(message)).toContain("Not attached: Cannot read the attachment");
  });

  it("UnitEvents.raise() leaves and warns of a placeholder that nothing fills", async () => {
    const server = await witness();
    const { unit } = await eventHome(server.port());
    expect(await unit.events.raise("Alarm")).toMatchObject({
      warnings: ["Nothing fills the placeholder {level}"],
    });
    await unit.queue.run();
    expect((await server.next()).subject).toBe("unit7.example.com: water at {level}");
  });

  it("UnitEvents.raise() lets no value make a header", async () => {
    const server = await witness();
    const { unit } = await eventHome(server.port());
    const level = "80\r\nBcc: thief@example.com\r\n\r\nbody";
    await unit.events.raise("Alarm", { values: { level } });
    await unit.queue.run();
    const message = await server.next();
    expect(message.header("bcc")).toBeUndefined();
    expect(message.subject).toBe("unit7.example.com: water at 80 Bcc: thief@example.com body");
    expect(message.envelope.recipients.map(({ address }) => address)).toEqual(["ops@example.net"]);
  });

  it.each([
    ["../Alarm", {}],
    ["", {}],
    ["Alarm", { "a b": "1" }],
    ["Alarm", { unit: "1" }],
  ])("UnitEvents.raise() refuses the event %j with %j", async (event, values) => {
    const { unit } = await eventHome(25);
    await expect(unit.events.raise(event, { values })).rejects.toThrow(RangeError);
  });

  it("UnitEvents.raise() survives a death between the message and its journal", async () => {
    const server = await witness();
    let isDying = false;
    const files: DurableFiles = {
      ...nodeFiles,
      rename: async (from, to) => {
        if (isDying && to.endsWith(".events")) throw new Error("killed");
        await nodeFiles.rename(from, to);
      },
    };
    const { home, unit } = await eventHome(server.port(), { files });
    isDying = true;
    expect(await unit.events.raise("Alarm", { values: { level: "1" } })).toMatchObject({
      kind: "mailed",
      warnings: [expect.stringMatching(/^It will be mailed once more: Cannot write /)],
    });
    const again = await openFieldpost({ home, environment: {} });
    expect((await again.events.settle()).mailed.length).toBe(1);
    await again.queue.run();
    expect((await server.all({ count: 2 })).length).toBe(2);
  });

  it("UnitEvents.raise() keeps an event while nobody can read the registry", async () => {
    const { home, unit } = await eventHome(25);
    const path = join(home, "registry.ini");
    const good = await readFile(path);
    await writeFile(path, Buffer.from([0xff, 0xfe]));
    const kept = await unit.events.raise("Alarm", { values: { level: "1" } });
    expect(kept).toMatchObject({ kind: "kept", lines: 1, by: "settings" });
    await writeFile(path, good);
    expect((await unit.events.settle()).mailed).toMatchObject([{ lines: 1 }]);
  });

  it("UnitEvents.raise() drops what waits when the event is not mailed any more", async () => {
    const { home, unit } = await eventHome(25);
    await unit.events.raise("Alarm");
    await unit.events.raise("Alarm");
    await unit.registry.assign([["Events/OnAlarm/Email", "disabled"]]);
    expect(await unit.events.settle()).toEqual({ mailed: [], kept: [], nextAtMs: undefined });
    expect(await readFile(join(home, "events/alarm.events"), "utf8")).not.toContain('raised"');
    expect((await unit.log.lines()).at(-1)).toContain("1 lines are not mailed");
  });
});
