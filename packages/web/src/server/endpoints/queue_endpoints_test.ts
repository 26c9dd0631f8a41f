import { describe, expect, it } from "@jest/globals";
import { callRow, refuseRow } from "../../_testing/call_row.ts";
import { followUnit } from "../../_testing/live_client.ts";
import { mailUnit, witness } from "../../_testing/mail_unit.ts";
import { startTestPages, type TestPages } from "../../_testing/test_pages.ts";
import { DOWNLOAD_LOG, READ_LOG } from "./log_rows.ts";
import {
  COMMAND_MESSAGE,
  READ_CONTENT,
  READ_MESSAGE,
  READ_QUEUE,
  SUBMIT_MESSAGE,
} from "./queue_rows.ts";

const SUBMISSION = { to: ["ops@example.net"], subject: "Wärme über 80", text: "Look.\n" };

async function submit(pages: TestPages, subject = SUBMISSION.subject): Promise<string> {
  const body = { ...SUBMISSION, subject };
  return (await callRow(pages, SUBMIT_MESSAGE, { body })).message;
}

describe("queueEndpoints()", () => {
  it("queueEndpoints() accept a message, show it while it waits and after it was delivered", async () => {
    const pages = await startTestPages();
    const server = await witness();
    const unit = await mailUnit(pages.home, server.port());
    const message = await submit(pages);
    const before = await callRow(pages, READ_QUEUE);
    expect(before.summary).toMatchObject({ waiting: 1, sending: 0, held: 0, path: null });
    expect(before.rows).toMatchObject([
      {
        ...{ message, sender: "unit7@example.com", recipients: ["ops@example.net"] },
        ...{ subject: "Wärme über 80", phase: "waiting", attempts: 0, protection: null },
      },
    ]);
    await unit.queue.run();
    expect((await server.next()).subject).toBe("Wärme über 80");
    const after = await callRow(pages, READ_QUEUE);
    expect([after.summary.waiting, after.rows]).toEqual([0, []]);
    expect(after.ended).toMatchObject([
      {
        ...{ message, recipients: ["ops@example.net"], phase: "delivered", attempts: 1 },
        ...{ subject: "Wärme über 80", sender: "unit7@example.com", from: "unit7@example.com" },
        origin: { kind: "pages", name: "token test" },
        protection: "in clear: the server does not offer STARTTLS; the server is on this machine",
        ...{ protectionLevel: "clear", lastMeaning: "localhost has taken the message." },
      },
    ]);
    const story = await callRow(pages, READ_MESSAGE, { params: { message } });
    expect(story.journal.map(({ kind }) => kind)).toEqual([
      "accepted",
      "attempt",
      "uncertain",
      "outcome",
    ]);
    expect(story.outcomes).toMatchObject([
      { kind: "delivered", lastWords: expect.stringMatching(/^250 2\.0\.0 Ok: queued/) },
    ]);
  });

  it("queueEndpoints() tell which message is being sent, live as well, and when it is no more", async () => {
    const pages = await startTestPages();
    const server = await witness({
      faults: [{ when: { stage: "end-of-data" }, act: { hang: true } }],
    });
    const unit = await mailUnit(pages.home, server.port());
    const message = await submit(pages);
    const live = await followUnit(pages);
    const end = new AbortController();
    const running = unit.queue.run({ signal: end.signal });
    const told = await live.next("queue", ({ rows }) =>
      rows.some(({ phase }) => phase === "sending"),
    );
    const sending = { since: expect.any(String), host: "localhost", port: server.port() };
    const row = { message, phase: "sending", sending, mayBeDelivered: false, nextAttemptAt: null };
    expect(told).toMatchObject({ summary: { waiting: 1, sending: 1 }, rows: [row] });
    expect(await callRow(pages, READ_MESSAGE, { params: { message } })).toMatchObject(row);
    const refusal = await refuseRow(pages, COMMAND_MESSAGE, {
      ...{ params: { message }, body: { command: "hold" } },
    });
    expect(refusal.code).toBe("conflict");
    end.abort();
    await running;
    const { summary, rows } = await callRow(pages, READ_QUEUE);
    expect(summary).toMatchObject({ waiting: 1, sending: 0 });
    expect(rows).toMatchObject([{ message, phase: "waiting", sending: null }]);
    await live.next("queue", (event) => event.summary.sending === 0 && event.rows.length > 0);
  });

  it("queueEndpoints() find messages by words and state, in the queue and after it", async () => {
    const pages = await startTestPages();
    const server = await witness();
    const unit = await mailUnit(pages.home, server.port());
    const sent = [await submit(pages, "Pump 3 is dry"), await submit(pages, "Pump 4 is dry")];
    await unit.queue.run();
    const waiting = await submit(pages, "Pump 3 has stopped");
    const find = async (query: { readonly search?: string; readonly state?: string }) => {
      const { rows, ended, next } = await callRow(pages, READ_QUEUE, { query });
      return [...rows, ...ended].map(({ message }) => message).concat(next ?? []);
    };
    expect(await find({ search: "pump 3" })).toEqual([waiting, sent[0]]);
    expect(await find({ search: "DRY ops@example.net", state: "delivered" })).toEqual([
      sent[1],
      sent[0],
    ]);
    expect(await find({ state: "waiting" })).toEqual([waiting]);
    expect(await find({ search: "pump 5" })).toEqual([]);
    expect((await refuseRow(pages, READ_QUEUE, { query: { state: "gone" } })).code).toBe(
      "bad-request",
    );
  });

  it("queueEndpoints() tell of a message that some have why the others have not", async () => {
    const pages = await startTestPages();
    const server = await witness({ faults: [{ preset: "greylist", to: "later@*" }] });
    const unit = await mailUnit(pages.home, server.port());
    const body = { ...SUBMISSION, to: ["later@example.net", "ops@example.net"] };
    await callRow(pages, SUBMIT_MESSAGE, { body });
    await unit.queue.run();
    const { lastMeaning } = (await callRow(pages, READ_QUEUE)).rows[0] ?? {};
    expect(lastMeaning).toBe("The server does not take mail for this recipient yet.");
  });

  it("queueEndpoints() page through the queue, and tell of the ended once", async () => {
    const pages = await startTestPages();
    await mailUnit(pages.home, 1);
    const messages: string[] = [];
    for (let at = 0; at < 5; at++) messages.push(await submit(pages, `${at}`));
    const first = await callRow(pages, READ_QUEUE, { query: { limit: 3 } });
    const rest = await callRow(pages, READ_QUEUE, { query: { limit: 3, after: first.next ?? "" } });
    const seen = [...first.rows, ...rest.rows].map(({ message }) => message);
    expect([seen, rest.next]).toEqual([messages, null]);
  });

  it("queueEndpoints() explain what a message has met, with what was said and one click's change", async () => {
    const pages = await startTestPages();
    const server = await witness({ listeners: [{ tls: "implicit" }] });
    const unit = await mailUnit(pages.home, server.port());
    const message = await submit(pages);
    await unit.queue.run();
    const { summary } = await callRow(pages, READ_QUEUE);
    expect(summary.path).toMatchObject({ key: "Email/SMTPS" });
    const story = await callRow(pages, READ_MESSAGE, { params: { message } });
    expect(story.transcript.length).toBeGreaterThan(0);
    expect(story.path?.diagnosis?.changes).toEqual([{ key: "Email/SMTPS", value: "enabled" }]);
  });

  it("queueEndpoints() hold, release and delete, and say what is not there", async () => {
    const pages = await startTestPages();
    await mailUnit(pages.home, 1);
    const message = await submit(pages);
    const phases: string[] = [];
    for (const command of ["hold", "release", "retry"] as const) {
      await callRow(pages, COMMAND_MESSAGE, { params: { message }, body: { command } });
      phases.push((await callRow(pages, READ_MESSAGE, { params: { message } })).phase);
    }
    expect(phases).toEqual(["held", "waiting", "waiting"]);
    const eml = await callRow(pages, READ_CONTENT, { params: { message } });
    expect(eml).toContain("\r\nSubject: =?UTF-8?Q?W=C3=A4rme_=C3=BCber_80?=\r\n");
    await callRow(pages, COMMAND_MESSAGE, { params: { message }, body: { command: "delete" } });
    expect((await callRow(pages, READ_QUEUE)).ended).toMatchObject([{ message, phase: "deleted" }]);
    for (const row of [COMMAND_MESSAGE, READ_CONTENT]) {
      const body = row === COMMAND_MESSAGE ? { body: { command: "hold" } } : {};
      expect((await refuseRow(pages, row, { params: { message }, ...body })).code).toBe(
        "not-found",
      );
    }
    const { lines } = await callRow(pages, READ_LOG, { query: { limit: 1 } });
    expect(lines).toMatchObject([
      { event: "queue-command", text: `Email ${message}: delete by token test` },
    ]);
    expect(await callRow(pages, DOWNLOAD_LOG)).toContain(lines[0]?.line);
  });

  it.each<[string, unknown]>([
    ["nobody", { ...SUBMISSION, to: [] }],
    ["no list", { ...SUBMISSION, to: "ops@example.net" }],
    ["a header in the subject", { ...SUBMISSION, subject: "a\r\nBcc: b@example.net" }],
    ["a field that nobody knows", { ...SUBMISSION, bcc: ["a@example.net"] }],
    ["a huge text", { ...SUBMISSION, text: "x".repeat(600_000) }],
  ])("queueEndpoints() refuse a message with %s", async (_, body) => {
    const pages = await startTestPages();
    await mailUnit(pages.home, 1);
    expect((await refuseRow(pages, SUBMIT_MESSAGE, { body })).code).toBe("bad-request");
    expect((await callRow(pages, READ_QUEUE)).summary.waiting).toBe(0);
  });

  it.each([["no address"], ["a@b\r\nRCPT TO:<x@example.net>"], [""]])(
    "queueEndpoints() refuse %j as a recipient",
    async (to) => {
      const pages = await startTestPages();
      await mailUnit(pages.home, 1);
      const refusal = await refuseRow(pages, SUBMIT_MESSAGE, { body: { ...SUBMISSION, to: [to] } });
      expect(["refused", "bad-request"]).toContain(refusal.code);
    },
  );

  it("queueEndpoints() need a sender", async () => {
    const pages = await startTestPages();
    const refusal = await refuseRow(pages, SUBMIT_MESSAGE, { body: SUBMISSION });
    expect(refusal.message).toContain("IpConfig/EmailAddress");
  });

  it.each(["../../registry", "..%2f..%2fregistry.ini", "x", "0".repeat(20), "con", "a\u0000"])(
    "queueEndpoints() take %j for no name of a message",
    async (message) => {
      const pages = await startTestPages();
      for (const row of [READ_MESSAGE, READ_CONTENT]) {
        const { code } = await refuseRow(pages, row, { params: { message } });
        expect(["bad-request", "not-found"]).toContain(code);
      }
    },
  );
});
