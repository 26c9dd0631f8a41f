import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import { captureBytes } from "../_testing/capture_bytes.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import { startMockSmtp } from "../server/start_mock_smtp.ts";
import { type DialogueOptions, renderDialogue } from "./render_dialogue.ts";

/** The lines after the first, which tells port and time. */
function linesOf(session: CapturedSession | undefined, options: DialogueOptions = {}): string[] {
  return session === undefined
    ? []
    : renderDialogue(session, options).trimEnd().split("\n").slice(1);
}

const OPENING = "HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\n";
const OPENED = [
  "C: HELO c.test",
  "S: 250 mx.test",
  "C: MAIL FROM:<a@x.test>",
  "S: 250 2.1.0 Ok",
  "C: RCPT TO:<b@x.test>",
  "S: 250 2.1.5 Ok",
];
const BANNER = "S: 220 mx.test ESMTP mock-smtp";
const OPTIONS = { hostName: "mx.test" };

describe("renderDialogue()", () => {
  it("writes replies, commands and content in their order", async () => {
    const content = "..dot\r\n\tGr\u00fc\u00dfe \\ \xe2\x82\xac\r\n\x00\r\n";
    const bytes = Buffer.from(`${OPENING}DATA\r\n${content}.\r\nQUIT\r\n`, "utf8");
    const { messages, sessions } = await captureBytes(bytes, OPTIONS);
    expect(linesOf(sessions[0], { messages })).toEqual([
      BANNER,
      ...OPENED,
      "C: DATA",
      "S: 354 End data with <CR><LF>.<CR><LF>",
      "D: ..dot",
      "D: \\x09Gr\u00fc\u00dfe \\\\ \u00e2\u0082\u00ac",
      "D: \\x00",
      "D: .",
      `S: 250 2.0.0 Ok: queued as ${messages[0]?.id}`,
      "C: QUIT",
      "S: 221 2.0.0 Bye",
      "= CLOSE server",
    ]);
  });

  it("gives each chunk its own bytes", async () => {
    const bytes = `${OPENING}BDAT 5\r\na\r\nb\rBDAT 3 LAST\r\nc\xff\nQUIT\r\n`;
    const { messages, sessions } = await captureBytes(Buffer.from(bytes, "latin1"), OPTIONS);
    expect(linesOf(sessions[0], { messages }).slice(7, -3)).toEqual([
      "C: BDAT 5",
      "D: a",
      "D| b\\x0d",
      "S: 250 2.0.0 5 bytes received",
      "C: BDAT 3 LAST",
      "D| c\\xff\\x0a",
      `S: 250 2.0.0 Ok: queued as ${messages[0]?.id}`,
    ]);
  });

  it.each([
    ["of messages that are not given", {}],
    ["beyond the limit", { contentLimitBytes: 6 }],
  ])("tells the size of content %s", async (_, options) => {
    const { messages, sessions } = await captureBytes(`${OPENING}DATA\r\nHi\r\n.\r\nQUIT\r\n`);
    const given = Object.keys(options).length === 0 ? {} : { messages, ...options };
    expect(linesOf(sessions[0], given)).toContain("D= 7 bytes");
  });

  it("tells the size of content that was refused", async () => {
    const bytes = `${OPENING}DATA\r\n${"x".repeat(50)}\r\n.\r\nQUIT\r\n`;
    const { messages, sessions } = await captureBytes(bytes, { sizeLimitBytes: 10 });
    expect(linesOf(sessions[0], { messages })).toContain("D= 55 bytes");
  });

  it("marks TLS, joins the lines of a reply and masks secrets", async () => {
    const server = await startMockSmtp({ ...OPTIONS, users: { ann: "s3cret" } });
    const transport = createTransport({
      host: "localhost",
      port: server.port(),
      requireTLS: true,
      name: "c.test",
      tls: { ca: server.ca },
      auth: { user: "ann", pass: "s3cret" },
    });
    await transport.sendMail({ from: "a@x.test", to: "b@x.test", text: "Hi" });
    await server.close();
    const lines = linesOf(server.sessions[0]);
    expect(lines.slice(0, 2)).toEqual([BANNER, "C: EHLO c.test"]);
    expect(lines).toContain("C: STARTTLS");
    expect(lines).toContain("= TLS TLSv1.3, TLS_AES_256_GCM_SHA384");
    expect(lines).toContain("C: AUTH PLAIN [secret]");
    expect(lines.join("\n")).not.toMatch(/s3cret|AGFubgBzM2NyZXQ=/);
  });

  it.each([
    [
      "a fault",
      { faults: [{ when: { stage: "quit" }, act: { drop: "rst" } }] as const },
      "QUIT\r\n",
    ],
    ["nothing", {}, "NOOP\r\n"],
  ])("says who closed after %s", async (_, options, bytes) => {
    const { sessions } = await captureBytes(bytes, { ...OPTIONS, ...options });
    expect(linesOf(sessions[0]).at(-1)).toBe(
      bytes === "QUIT\r\n" ? "= CLOSE server" : "= CLOSE client",
    );
  });
});
