import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { callRow } from "../../_testing/call_row.ts";
import { followUnit } from "../../_testing/live_client.ts";
import { mailUnit, witness } from "../../_testing/mail_unit.ts";
import { startTestPages } from "../../_testing/test_pages.ts";
import { READ_METRICS } from "./metrics_rows.ts";
import { READ_OVERVIEW } from "./overview_rows.ts";
import { SUBMIT_MESSAGE } from "./queue_rows.ts";
import { SAVE_REGISTRY } from "./registry_rows.ts";

const SUBMISSION = { to: ["ops@example.net"], subject: "Hello", text: "Look.\n" };

describe("liveEndpoints()", () => {
  it("liveEndpoints() tell a second person what the first one changes, and who", async () => {
    const pages = await startTestPages();
    // What was before is nothing new to whoever begins to follow.
    await pages.unit.registry.assign([["IpConfig/HostName", "unit7"]]);
    const ann = await followUnit(pages);
    expect(await ann.next("hello")).toMatchObject({ version: expect.any(String) });
    const body = {
      wishes: [{ key: "Email/Port", value: "465", was: null }],
      secret: "correct horse",
      confirmWithinSeconds: 60,
    };
    const { changes, trial } = await callRow(pages, SAVE_REGISTRY, { body });
    expect(await ann.next("registry")).toEqual({ kind: "registry", by: "token test", changes });
    expect(ann.events[0]?.kind).toBe("hello");
    expect(await ann.next("trial")).toEqual({ kind: "trial", trial });
    const tried = await ann.next("overview", ({ overview }) => overview.trial !== null);
    expect(tried.overview.trial).toEqual(trial);
    const saved = await ann.next("log", ({ lines }) => lines.some(({ text }) => /465/.test(text)));
    expect(saved.lines.at(-1)).toMatchObject({ event: "settings-trial" });
    expect(JSON.stringify(ann.events)).not.toMatch(/correct horse|fp1:/);
  });

  it("liveEndpoints() tell of a change that was made by hand", async () => {
    const pages = await startTestPages();
    const ann = await followUnit(pages);
    await writeFile(join(pages.home, "registry.ini"), "Email/Port = 25\n");
    expect(await ann.next("registry")).toEqual({ kind: "registry", by: "somebody", changes: [] });
  });

  it("liveEndpoints() follow a message from its acceptance to its end", async () => {
    const pages = await startTestPages();
    const server = await witness();
    const unit = await mailUnit(pages.home, server.port());
    const ann = await followUnit(pages);
    const { message } = await callRow(pages, SUBMIT_MESSAGE, { body: SUBMISSION });
    const come = await ann.next("queue", ({ rows }) => rows.length > 0);
    expect(come.rows).toMatchObject([{ message, subject: "Hello", phase: "waiting" }]);
    await unit.queue.run();
    const gone = await ann.next("queue", ({ ended }) => ended.length > 0);
    expect(gone.ended).toMatchObject([{ message, phase: "delivered", protectionLevel: "clear" }]);
    const proved = await ann.next("overview", ({ overview }) => overview.canSend === "yes");
    expect(proved.overview.lastDelivery).toMatchObject({ message, protectionLevel: "clear" });
    const { now: _, ...overview } = await callRow(pages, READ_OVERVIEW);
    expect({ ...proved.overview, now: undefined }).toEqual({ ...overview, now: undefined });
  });

  it("liveEndpoints() end with the session of whoever follows", async () => {
    const pages = await startTestPages();
    const ann = await pages.logIn("ann", "viewer");
    const browser = {
      fetch: (path: string, init?: RequestInit) => fetch(new URL(path, pages.pages.url), init),
    };
    const live = await followUnit(browser, ann.headers);
    await live.next("hello");
    expect((await ann.call("DELETE", "/api/v1/session")).status).toBe(204);
    await live.ended;
    expect(live.events.map(({ kind }) => kind)).toContain("hello");
  });

  it("liveEndpoints() drop a viewer that takes nothing, and the others miss nothing", async () => {
    const tempo = { pauseMs: 1, overviewMs: 1, restFactor: 0 };
    const pages = await startTestPages("viewer", { tempo });
    const ann = await followUnit(pages);
    const { port } = new URL(pages.pages.url);
    const stuck = connect(Number(port), "127.0.0.1");
    stuck.pause();
    const head = ["GET /api/v1/live HTTP/1.1", `Host: localhost:${port}`];
    const { authorization = "" } = pages.headers;
    stuck.write(`${[...head, `Authorization: ${authorization}`].join("\r\n")}\r\n\r\n`);
    const viewers = async () => {
      const text = String(await callRow(pages, READ_METRICS));
      return Number(/^fieldpost_page_viewers (\d+)$/m.exec(text)?.[1]);
    };
    const seen: number[] = [];
    const wide = "x".repeat(900);
    let line = 0;
    // Until the socket's own buffers are full, and 64 events wait besides.
    while (!(seen.includes(2) && seen.at(-1) === 1) && line < 100_000) {
      const texts = Array.from({ length: 60 }, () => `${line++} ${wide}`);
      await pages.unit.log.appendAll(texts.map((text) => ({ event: "note", text })));
      await ann.next("log");
      seen.push(await viewers());
    }
    expect(seen.at(-1)).toBe(1);
    const lines = ann.events.flatMap((event) => (event.kind === "log" ? event.lines : []));
    const notes = lines.filter(({ event }) => event === "note").map(({ text }) => text);
    expect(notes).toEqual(Array.from({ length: line }, (_, at) => `${at} ${wide}`));
    stuck.destroy();
  });

  it("liveEndpoints() end when the pages do", async () => {
    const pages = await startTestPages();
    const live = await followUnit(pages);
    await live.next("hello");
    await pages.pages.close();
    await live.ended;
    expect(live.events[0]?.kind).toBe("hello");
  });
});

describe("overviewEndpoints()", () => {
  it("overviewEndpoints() say what a new unit needs", async () => {
    const pages = await startTestPages();
    const overview = await callRow(pages, READ_OVERVIEW);
    expect(overview).toMatchObject({ canSend: "new", lastDelivery: null, certificate: null });
    expect(overview.attention.map(({ level, page, key }) => [level, page, key])).toEqual([
      ["note", "email", "IpConfig/MailHost"],
      ["note", "email", "IpConfig/EmailAddress"],
    ]);
  });

  it("overviewEndpoints() tell of the certificate, and of a delivery that went past the queue", async () => {
    const pages = await startTestPages();
    const server = await witness({ listeners: [{ tls: "starttls" }] });
    const caFile = join(pages.home, "ca.pem");
    await writeFile(caFile, server.ca);
    const unit = await mailUnit(pages.home, server.port(), { "Email/CaFile": caFile });
    const { settings } = await unit.plan();
    if (settings.from === undefined) throw new Error("no sender");
    const from = { name: undefined, address: settings.from };
    const sent = await unit.sendNow({ from, to: [from], subject: "x", text: "x" });
    const overview = await callRow(pages, READ_OVERVIEW);
    expect(overview).toMatchObject({
      canSend: "yes",
      lastDelivery: {
        message: sent.kind === "sent" ? sent.messageId : "",
        recipients: ["unit7@example.com"],
        protectionLevel: "verified",
      },
      certificate: { subject: "localhost" },
    });
  });
});
