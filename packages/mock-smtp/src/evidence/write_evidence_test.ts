import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { captureBytes } from "../_testing/capture_bytes.ts";
import type { MockSmtpOptions } from "../server/start_mock_smtp.ts";
import { writeEvidence } from "./write_evidence.ts";
import { writeMaildir } from "./write_maildir.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "evidence-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const MAIL =
  "HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<no@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\n..dot\nFrom\r\n.\r\nQUIT\r\n";
const FAULTS = [
  { when: { stage: "rcpt", to: "no@x.test" }, act: { reply: "550 5.1.1 No" } },
] as const;

async function files(at: string): Promise<readonly string[]> {
  const found = await readdir(at, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(at, join(entry.parentPath, entry.name)))
    .sort();
}

describe("writeEvidence()", () => {
  it("writes the exact bytes, the facts, the dialogues and a summary", async () => {
    const captured = await captureBytes(MAIL, { faults: FAULTS, hostName: "mx.test" });
    const path = await writeEvidence(folder, captured, { name: "mail arrives" });
    expect(await files(path)).toEqual([
      "all.mbox",
      "messages/0001.eml",
      "messages/0001.json",
      "sessions/0001.dialogue",
      "sessions/0001.json",
      "summary.txt",
    ]);
    expect(await readFile(join(path, "messages/0001.eml"))).toEqual(captured.messages[0]?.raw);
    const message = JSON.parse(await readFile(join(path, "messages/0001.json"), "utf8"));
    expect(message).toMatchObject({
      subject: "Gr\u00fc\u00dfe",
      refusedRecipients: [{ address: "no@x.test", reply: "550 5.1.1 No" }],
      tls: null,
      auth: null,
      session: 1,
    });
    const session = JSON.parse(await readFile(join(path, "sessions/0001.json"), "utf8"));
    expect(session).toMatchObject({ end: "quit", firings: [{ rule: "rcpt" }], messageCount: 1 });
    expect(session.phases).toEqual({
      bannerMs: expect.any(Number),
      helloMs: expect.any(Number),
      tlsMs: null,
      authMs: null,
      mailMs: expect.any(Number),
      endMs: expect.any(Number),
    });
    expect(await readFile(join(path, "sessions/0001.dialogue"), "utf8")).toContain(
      "\nS: 550 5.1.1 No\n",
    );
    const summary = await readFile(join(path, "summary.txt"), "utf8");
    expect(summary).toContain('0001 <a@x.test> to <b@x.test>, "Gr\u00fc\u00dfe"');
    expect(summary).toContain("failed at rcpt: 550 5.1.1 No");
  });

  it("keeps of a scope the sessions that brought its messages", async () => {
    const { messages } = await captureBytes(MAIL);
    const path = await writeEvidence(folder, { messages });
    expect(await readdir(join(path, "sessions"))).toEqual(["0001.dialogue", "0001.json"]);
  });

  it.each<[string, string, MockSmtpOptions]>([
    ["an initial response", "AUTH PLAIN AGFubgBzM2NyZXQ=\r\n", {}],
    ["prompts", "AUTH LOGIN\r\nYW5u\r\nczNjcmV0\r\n", {}],
    ["a refused mechanism", "AUTH LOGIN\r\nYW5u\r\nczNjcmV0\r\n", { authMechanisms: ["PLAIN"] }],
    ["no AUTH at all", "AUTH LOGIN\r\nYW5u\r\nczNjcmV0\r\n", { hide: ["AUTH"] }],
    ["a wrong secret", "AUTH PLAIN AGFubgBzM2NyZXQ=\r\n", { users: { ann: "other" } }],
    ["a malformed response", "AUTH PLAIN s3cret\r\n", {}],
    ["strictness", "AUTH PLAIN AGFubgBzM2NyZXQ=\r\n", { strict: true }],
  ])("keeps secrets out of every file after %s", async (_, bytes, options) => {
    const captured = await captureBytes(`EHLO c.test\r\n${bytes}QUIT\r\n`, options);
    const path = await writeEvidence(folder, captured);
    const texts = await Promise.all(
      (await files(path)).map((file) => readFile(join(path, file), "utf8")),
    );
    expect(texts.join("\n")).toContain("AUTH");
    expect(texts.join("\n")).not.toMatch(/s3cret|czNjcmV0|AGFubgBzM2NyZXQ|YW5u/);
  });

  it.each(["../../escape", "/etc", "..", "a/b", "", "con", "x".repeat(500), "\0"])(
    "stays inside of the folder with the name %j",
    async (name) => {
      const path = await writeEvidence(folder, { messages: [], sessions: [] }, { name });
      expect(relative(folder, path)).toMatch(/^[\w.-]+$/);
      expect(await readdir(folder)).toEqual([relative(folder, path)]);
    },
  );

  it("leaves a folder or a link of that name alone", async () => {
    const outside = await mkdtemp(join(tmpdir(), "outside-"));
    await symlink(outside, join(folder, "test"));
    const evidence = { messages: [], sessions: [] };
    const paths = [
      await writeEvidence(folder, evidence, { name: "test" }),
      await writeEvidence(folder, evidence, { name: "test" }),
    ];
    expect(paths).toEqual([join(folder, "test.2"), join(folder, "test.3")]);
    expect(await readdir(outside)).toEqual([]);
    await rm(outside, { recursive: true });
  });
});

describe("writeMaildir()", () => {
  it("delivers each message once, under a name of its own", async () => {
    const { messages } = await captureBytes(MAIL.replace("QUIT\r\n", "") + MAIL.slice(13));
    const paths = await writeMaildir(folder, messages);
    expect(await writeMaildir(folder, messages)).toEqual(paths);
    expect(new Set(paths).size).toBe(2);
    expect(await files(folder)).toEqual(paths.map((path) => relative(folder, path)).sort());
    expect(paths.map((path) => relative(folder, path))).toEqual([
      expect.stringMatching(/^new\/\d+\.M\d+Q1\.[\w-]+$/),
      expect.stringMatching(/^new\/\d+\.M\d+Q2\.[\w-]+$/),
    ]);
    expect(await readFile(paths[1] ?? "")).toEqual(messages[1]?.raw);
  });
});
