import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { refuseRow } from "../../_testing/call_row.ts";
import { mailUnit, witness } from "../../_testing/mail_unit.ts";
import { startTestPages, type TestPages } from "../../_testing/test_pages.ts";
import type { CheckEvent, TestEvent, TestRequest } from "../../api/test_and_check.ts";
import type { EndpointRow } from "../endpoint.ts";
import { CHECK_UNIT, TEST_SETTINGS } from "./test_rows.ts";

const USER = "joe";
const SECRET = "correct horse battery";

/** Reads a stream as it comes; each line has to be as its row says. */
async function* linesOf<Item>(
  pages: TestPages,
  row: EndpointRow<{ body: never; answer: Item }> | EndpointRow,
  ...[body, init]: [unknown, RequestInit?]
): AsyncGenerator<Item> {
  const headers = { "content-type": "application/json" };
  const sent = { method: "POST", headers, body: JSON.stringify(body), ...init };
  const response = await pages.fetch(row.path, sent);
  if (!response.ok) throw new Error(`${row.id}: ${response.status} ${await response.text()}`);
  if (row.answer.kind !== "ndjson") throw new Error("no stream");
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      if (line !== "") yield row.answer.schema.parse(JSON.parse(line)) as Item;
    }
  }
}

async function testOf(pages: TestPages, request: TestRequest): Promise<TestEvent[]> {
  const events: TestEvent[] = [];
  for await (const event of linesOf<TestEvent>(pages, TEST_SETTINGS, request)) events.push(event);
  return events;
}

function wish(key: string, value: string | null): TestRequest["wishes"][number] {
  return { key, value, was: null };
}

describe("testEndpoints()", () => {
  it("testEndpoints() send with what was typed, tell the dialogue, and store nothing", async () => {
    const pages = await startTestPages();
    const server = await witness({
      listeners: [{ tls: "starttls" }],
      users: { [USER]: SECRET },
      authRequired: true,
    });
    const caFile = join(pages.home, "ca.pem");
    await writeFile(caFile, server.ca);
    await mailUnit(pages.home, 1);
    const before = await readFile(join(pages.home, "registry.ini"), "utf8");
    const wishes = [
      wish("Email/Port", `${server.port()}`),
      wish("Email/CaFile", caFile),
      wish("Email/StartTLS", "required"),
      wish("Email/Username", USER),
    ];
    const request = { wishes, secret: SECRET, to: "ops@example.net", subject: "Is it you?" };
    const events = await testOf(pages, request);
    expect(events[0]).toMatchObject({ kind: "plan", mode: "starttls-must" });
    const lines = events.flatMap((event) => (event.kind === "line" ? [event.text] : []));
    expect(lines).toEqual(expect.arrayContaining(["STARTTLS", "QUIT"]));
    expect(events.at(-1)).toMatchObject({
      kind: "done",
      recipients: [{ recipient: "ops@example.net", kind: "delivered", diagnosis: null }],
      protection: expect.stringMatching(
        /^encrypted with TLSv1\.3 .*certificate verified by mock-smtp test authority$/,
      ),
    });
    expect((await server.next()).subject).toBe("Is it you?");
    expect(await readFile(join(pages.home, "registry.ini"), "utf8")).toBe(before);
    const log = (await pages.unit.log.records()).map((record) => JSON.stringify(record)).join("");
    for (const secret of [SECRET, Buffer.from(SECRET).toString("base64")]) {
      expect(JSON.stringify(events) + log).not.toContain(secret);
    }
  });

  it("testEndpoints() prove the settings that are saved as they were tested, and no others", async () => {
    const pages = await startTestPages();
    const server = await witness({ users: { [USER]: SECRET }, authRequired: true });
    await mailUnit(pages.home, 1);
    const canSend = async () =>
      ((await pages.call("GET", "/api/v1/overview")).body as { canSend: string }).canSend;
    const save = async (...wishes: TestRequest["wishes"]) => {
      const body = { wishes, ...(wishes.length === 3 ? { secret: SECRET } : {}) };
      expect((await pages.call("PUT", "/api/v1/registry", body)).status).toBe(200);
      return await canSend();
    };
    const port = { ...wish("Email/Port", `${server.port()}`), was: "1" };
    const wishes = [port, wish("Email/Username", USER), wish("Email/StartTLS", "disabled")];
    const to = "ops@example.net";
    expect((await testOf(pages, { wishes, secret: SECRET, to })).at(-1)).toMatchObject({
      recipients: [{ kind: "delivered" }],
    });
    expect(await canSend()).toBe("unproven");
    expect(await save(...wishes)).toBe("yes");
    expect(await save({ ...port, value: "2", was: port.value })).toBe("unproven");
    expect(await save({ ...port, was: "2" })).toBe("yes");
    const log = JSON.stringify(await pages.unit.log.records());
    expect(log).not.toContain(SECRET);
  });

  it("testEndpoints() explain a failure, with the change that one click makes", async () => {
    const pages = await startTestPages();
    const server = await witness({ listeners: [{ tls: "none" }] });
    await mailUnit(pages.home, server.port());
    const wishes = [wish("Email/SMTPS", "enabled")];
    const events = await testOf(pages, { wishes, to: "ops@example.net" });
    expect(events.at(-1)).toMatchObject({
      kind: "done",
      recipients: [
        {
          code: "SMTPS_ON_PLAINTEXT_PORT",
          diagnosis: { changes: [{ key: "Email/SMTPS", value: "disabled" }] },
        },
      ],
    });
    expect(server.messages.length).toBe(0);
  });

  it("testEndpoints() say which settings refuse to connect", async () => {
    const pages = await startTestPages();
    await mailUnit(pages.home, 1);
    const wishes = [wish("Email/Port", "465"), wish("Email/SMTPS", "disabled")];
    expect(await testOf(pages, { wishes, to: "ops@example.net" })).toMatchObject([
      { kind: "plan", mode: null },
      { kind: "refused", refusals: [{ rule: "A6", key: "Email/SMTPS" }] },
    ]);
  });

  it.each<[string, unknown, string]>([
    ["a value that is none", { wishes: [wish("Email/Port", "0")], to: "a@b.example" }, "refused"],
    ["an address that is none", { wishes: [], to: "nobody" }, "refused"],
    ["a subject of two lines", { wishes: [], to: "a@b.example", subject: "a\nb" }, "bad-request"],
    ["no address", { wishes: [] }, "bad-request"],
  ])("testEndpoints() refuse %s", async (_, body, code) => {
    const pages = await startTestPages();
    await mailUnit(pages.home, 1);
    expect((await refuseRow(pages, TEST_SETTINGS, { body })).code).toBe(code);
  });

  it("testEndpoints() run two at once, and end with whoever waits for them", async () => {
    const pages = await startTestPages();
    const ends: (string | null)[] = [];
    let hasEnded = (): void => undefined;
    const bothEnded = new Promise<void>((resolve) => {
      hasEnded = resolve;
    });
    const server = await witness({
      onSessionEnd: ({ end }) => {
        if (ends.push(end) === 2) hasEnded();
      },
    });
    server.faults.add({ when: { stage: "mail" }, act: { hang: true } });
    await mailUnit(pages.home, server.port());
    const body = { wishes: [], to: "ops@example.net" };
    const cuts = [new AbortController(), new AbortController()];
    const running = cuts.map(async ({ signal }) => {
      const events = linesOf<TestEvent>(pages, TEST_SETTINGS, body, { signal });
      // Not by a loop that is left: that would end the stream.
      for (let text = ""; !text.startsWith("MAIL FROM"); ) {
        const { value } = await events.next();
        text = value?.kind === "line" ? value.text : "";
      }
    });
    await Promise.all(running);
    const refusal = await refuseRow(pages, CHECK_UNIT, { body: { login: false } });
    expect([refusal.code, refusal.retryAfterSeconds]).toEqual(["busy", 10]);
    for (const cut of cuts) cut.abort();
    await bothEnded;
    expect(ends).toEqual(["client-closed", "client-closed"]);
    server.faults.clear();
    expect((await testOf(pages, body)).at(-1)).toMatchObject({ kind: "done" });
  });

  it("testEndpoints() check step by step, and send only where asked", async () => {
    const pages = await startTestPages();
    const server = await witness();
    await mailUnit(pages.home, server.port());
    const events: CheckEvent[] = [];
    const body = { login: false, sendTo: "ops@example.net" };
    for await (const event of linesOf<CheckEvent>(pages, CHECK_UNIT, body)) events.push(event);
    const ended = new Map(
      events.flatMap((event) =>
        event.kind === "step" && "summary" in event.step
          ? [[event.step.id, event.step.status] as const]
          : [],
      ),
    );
    expect([ended.get("plan"), ended.get("message")]).toEqual(["ok", "ok"]);
    expect(events.at(-1)).toMatchObject({ kind: "done", path: "works" });
    expect(server.messages.length).toBe(1);
  });

  it.each([
    ["control", { login: false, host: "other.example" }, "forbidden"],
    ["administrator", { login: true, host: "other.example" }, "refused"],
    ["administrator", { login: false, host: "other_example" }, "refused"],
  ] as const)("testEndpoints() as %s do not check %j: %s", async (role, body, code) => {
    const pages = await startTestPages(role);
    expect((await refuseRow(pages, CHECK_UNIT, { body })).code).toBe(code);
  });

  it("testEndpoints() check a host that is not stored, and recommend its best way", async () => {
    const pages = await startTestPages();
    const body = { login: false, host: "localhost" };
    const events: CheckEvent[] = [];
    for await (const event of linesOf<CheckEvent>(pages, CHECK_UNIT, body)) events.push(event);
    expect(events.at(-1)).toMatchObject({ kind: "done" });
    expect((await pages.unit.registry.read()).registry.has("IpConfig/MailHost")).toBe(false);
  });
});
