import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { dyingFiles } from "./_testing/dying_files.ts";
import {
  accept,
  acceptAs,
  arrivals,
  listed,
  MINUTE_MS,
  openQueue,
  run,
  type TestQueue,
  witness,
} from "./_testing/test_queue.ts";
import { MailQueue } from "./mail_queue.ts";

const DAY_MS = 24 * 60 * MINUTE_MS;
const GONE = { faults: [{ preset: "unknown-user", to: "gone@*" }] } as const;

async function failedLogs({ home }: TestQueue): Promise<string> {
  const folder = join(home, "spool/failed");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".log"));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts.join("");
}

/** The value of a field of a report, as a reader of RFC 3464 sees it. */
function field(text: string, name: string): string[] {
  const unfolded = text.replace(/\r?\n[ \t]+/g, " ");
  return [...unfolded.matchAll(new RegExp(`^${name}: (.*?)\\r?$`, "gm"))].map(
    ([, value = ""]) => value,
  );
}

describe("MailQueue with failures", () => {
  it("reports to the sender what a server refused, with the null sender", async () => {
    const server = await witness(GONE);
    const opened = await openQueue(server.port());
    const message = await accept(opened, "gone@example.net", "here@example.net");
    expect(await run(opened)).toMatchObject({ failed: 1, waiting: 1 });
    expect(await run(opened)).toMatchObject({ delivered: 1, waiting: 0 });
    const [delivered, report] = server.messages;
    expect(arrivals(server)).toEqual(["here@example.net", "unit7@example.com"]);
    expect(report?.envelope.from).toBe("");
    const mail = await report?.parsed();
    expect(mail?.headers.get("content-type")).toMatchObject({
      value: "multipart/report",
      params: { "report-type": "delivery-status" },
    });
    expect(mail?.headers.get("auto-submitted")).toBe("auto-replied");
    expect(mail?.from?.text).toContain("unit7@example.com");
    expect(mail?.text).toContain("gone@example.net\n    The words: 550 5.1.1 No such user here");
    expect(mail?.text).toContain("What that means: The server refuses this recipient for good.");
    expect(mail?.text).toContain(
      "\n    Cause: There is no such mailbox at the recipient's domain.",
    );
    expect(mail?.text).toContain("\n    Remedy: Correct the recipient's address.");
    expect(mail?.text).not.toContain("here@example.net");
    const raw = report?.raw.toString("latin1") ?? "";
    const status = raw.slice(raw.indexOf("message/delivery-status"));
    expect(field(status, "Reporting-MTA")).toEqual(["dns; unit7.example.com"]);
    expect(field(status, "Final-Recipient")).toEqual(["rfc822; gone@example.net"]);
    expect(field(status, "Action")).toEqual(["failed"]);
    expect(field(status, "Status")).toEqual(["5.1.1"]);
    expect(field(status, "Remote-MTA")).toEqual(["dns; localhost"]);
    expect(field(status, "Diagnostic-Code")).toEqual(["smtp; 550 5.1.1 No such user here"]);
    const header = raw.slice(raw.indexOf("text/rfc822-headers"));
    expect(field(header, "Message-ID")).toEqual([delivered?.header("message-id")]);
    expect(await failedLogs(opened)).toContain(` ${message} reported {"recipients":["gone@`);
  });

  it.each([
    ["a short name of its own", "boiler7", "dns; boiler7"],
    ["the name of its machine", "", "dns; machine7"],
  ])("says which unit reports: %s", async (_, name, reporting) => {
    const server = await witness(GONE);
    const settings = { "IpConfig/HostName": name };
    const opened = await openQueue(server.port(), { settings });
    await accept(opened, "gone@example.net");
    await run(opened);
    await run(opened);
    const raw = server.messages[0]?.raw.toString("latin1") ?? "";
    expect(field(raw, "Reporting-MTA")).toEqual([reporting]);
    expect(raw).not.toContain("mail queue of localhost");
  });

  it("reports to Queue/ReportTo where it is set", async () => {
    const server = await witness(GONE);
    const settings = { "Queue/ReportTo": "ops@example.org, Ann <ann@example.org>" };
    const opened = await openQueue(server.port(), { settings });
    await accept(opened, "gone@example.net");
    await run(opened);
    await run(opened);
    expect(arrivals(server)).toEqual(["ops@example.org ann@example.org"]);
  });

  it("tells nobody of a message without a sender, nor of a report that fails", async () => {
    const server = await witness({ faults: [{ preset: "unknown-user" }] });
    const opened = await openQueue(server.port());
    await acceptAs(opened, { sender: null }, "gone@example.net");
    expect(await run(opened)).toMatchObject({ failed: 1, waiting: 0 });
    await accept(opened, "gone@example.net");
    expect(await run(opened)).toMatchObject({ failed: 1, waiting: 1 });
    expect(await run(opened)).toMatchObject({ failed: 1, waiting: 0 });
    expect((await readdir(join(opened.home, "spool/failed"))).length).toBe(6);
  });

  it("tells at once of the recipient that failed, and later of the one that grew too old", async () => {
    const server = await witness({
      faults: [
        { preset: "unknown-user", to: "gone@*" },
        { preset: "mailbox-full", to: "full@*" },
      ],
    });
    const opened = await openQueue(server.port(), { settings: { "Queue/GiveUpAfter": 1 } });
    await accept(opened, "gone@example.net", "full@example.net");
    expect(await run(opened)).toMatchObject({
      ...{ failed: 0, waiting: 2 },
      ...{ recipients: { delivered: 0, failed: 1 }, reports: 1 },
    });
    await run(opened);
    opened.clock.moveOn(61 * MINUTE_MS);
    expect(await run(opened)).toMatchObject({ attempted: 1, failed: 1, waiting: 1 });
    await run(opened);
    const reports = server.messages.map(({ raw }) => raw.toString("latin1"));
    expect(reports.map((text) => field(text, "Final-Recipient"))).toEqual([
      ["rfc822; gone@example.net"],
      ["rfc822; full@example.net"],
    ]);
    expect(reports.map((text) => field(text, "Status"))).toEqual([["5.1.1"], ["4.2.2"]]);
    expect(reports[1]).toContain("It was given up: it has waited as long as a message may.");
  });

  it("says why a message was never tried when the network was down", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const message = await accept(opened, "a@example.net");
    await server.close();
    opened.clock.moveOn(5 * DAY_MS);
    expect(await run(opened)).toMatchObject({ attempted: 0, failed: 1, waiting: 1 });
    expect((await opened.queue.findEnded(message))?.status).toMatchObject({
      phase: "finished",
      recipients: [{ recipient: "a@example.net", state: "failed" }],
      unreported: [],
    });
    const [report] = await listed(opened);
    const pieces: Buffer[] = [];
    for await (const piece of (await opened.queue.content(report?.message ?? "")) ?? []) {
      pieces.push(Buffer.from(piece));
    }
    const text = Buffer.concat(pieces).toString("latin1");
    expect(field(text, "Status")).toEqual(["4.4.7"]);
    expect(field(text, "Remote-MTA")).toEqual([]);
    expect(text).toContain("Nothing listens on port");
    expect(text).toMatch(/^ {4}Remedy: /m);
  });

  it("reports at least once, wherever it is killed", async () => {
    const counts: number[] = [];
    for (let call = 0; call < 26; call++) {
      const server = await witness(GONE);
      const opened = await openQueue(server.port());
      const message = await accept(opened, "gone@example.net");
      const { unit, clock, home } = opened;
      const [files] = dyingFiles(call, call % 2 === 0 ? "before" : "after");
      const { registry, log } = unit;
      const dying = new MailQueue({
        ...{ home, files, clock, log, registry, machineName: "machine7", dice: () => 0.5 },
        vault: new (await import("./secret_vault.ts")).SecretVault({
          ...{ keyPath: join(home, "secret.key"), files, environment: {} },
        }),
        decide: async () => (await unit.plan()).decision,
      });
      await dying.run().catch(() => undefined);
      for (let pass = 0; pass < 3; pass++) {
        clock.moveOn(2 * MINUTE_MS);
        await run(opened);
      }
      counts.push(server.messages.length);
      const logs = await failedLogs(opened);
      expect(logs.match(new RegExp(` ${message} reported `, "g"))?.length).toBe(1);
    }
    expect(counts.every((count) => count === 1 || count === 2)).toBe(true);
  });

  it("gives a message less time than the others where it was accepted so", async () => {
    const server = await witness({ faults: [{ preset: "mailbox-full" }] });
    const opened = await openQueue(server.port());
    const hour = 60 * MINUTE_MS;
    const quick = await acceptAs(opened, { giveUpAfterMs: hour }, "a@example.net");
    const usual = await acceptAs(opened, { giveUpAfterMs: 400 * hour }, "b@example.net");
    await run(opened);
    opened.clock.moveOn(hour);
    expect(await run(opened)).toMatchObject({ attempted: 2, failed: 1 });
    expect(await opened.queue.find(quick)).toBeUndefined();
    opened.clock.moveOn(5 * DAY_MS);
    await run(opened);
    expect(await opened.queue.find(usual)).toBeUndefined();
  });
});
