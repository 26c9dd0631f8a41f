import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { inspect } from "node:util";
import { INTERACTIVE_TIMEOUTS, type SessionTimeouts, type SubmissionStage } from "@fieldpost/core";
import { afterEach, describe, expect, it } from "@jest/globals";
import { MESSAGE, openUnit, SECRET_TEXT, shortOf, type TestUnit } from "./_testing/delivery.ts";
import { answering, type ScriptedServer, startScripted } from "./_testing/scripted_server.ts";

const servers: ScriptedServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function scripted(...texts: readonly (string | null)[]): Promise<ScriptedServer> {
  const server = await startScripted(answering(...texts));
  servers.push(server);
  return server;
}

/** One limit so short that waiting for it is part of a test; a busy machine must not meet the others. */
function impatientAt(stage: SubmissionStage): SessionTimeouts {
  return { ...INTERACTIVE_TIMEOUTS, [stage]: 60 };
}

const HELLO = ["220 mx\r\n", "250 mx\r\n"] as const;
const ENVELOPE = [...HELLO, "250 ok\r\n", "250 ok\r\n"] as const;

describe("Fieldpost.sendNow() to a server that does wrong", () => {
  it.each([
    ["closes at once", [null], "transient CONNECTION_LOST"],
    ["closes after EHLO", ["220 mx\r\n", null], "transient CONNECTION_LOST"],
    ["closes after MAIL", [...HELLO, null], "transient CONNECTION_LOST"],
    ["closes before the lone dot", [...ENVELOPE, null], "transient CONNECTION_LOST"],
    ["greets in HTTP", ["HTTP/1.1 400 Bad\r\n"], "hold WRONG_SERVICE"],
    ["greets in IMAP", ["* OK IMAP4rev1\r\n"], "hold WRONG_SERVICE"],
    ["greets in TLS", ["\u0016\u0003\u0001"], "hold SMTPS_OFF_ON_TLS_PORT"],
    ["babbles", ["220 mx\r\n", "\u0000\u0001\u0002\r\n"], "transient PROTOCOL_ERROR"],
    ["sends a line without end", [`220 ${"x".repeat(20_000)}`], "transient PROTOCOL_ERROR"],
    ["sends replies without end", [`${"250-x\r\n".repeat(40_000)}`], "transient PROTOCOL_ERROR"],
    ["answers too much", ["220 mx\r\n250 mx\r\n250 ok\r\n"], "transient PROTOCOL_ERROR"],
  ])("%s", async (_, texts, expected) => {
    const server = await scripted(...texts);
    const { unit } = await openUnit({ settings: { "Email/Port": server.port } });
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual([expected]);
  });

  it("cannot know when it closes after the lone dot", async () => {
    const server = await startScripted((socket) => {
      const left = ["250 mx\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n"];
      socket.write("220 mx\r\n");
      let text = "";
      socket.on("data", (bytes) => {
        text += bytes.toString();
        if (left.length > 0) socket.write(left.shift() ?? "");
        else if (text.endsWith("\r\n.\r\n")) socket.destroy();
      });
    });
    servers.push(server);
    const { unit } = await openUnit({ settings: { "Email/Port": server.port } });
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual(["uncertain MAYBE_DELIVERED"]);
    expect((await unit.log.lines()).at(-1)).toContain(
      "Email to ops@example.net perhaps delivered, ",
    );
  });

  it.each([
    ["the greeting", "greeting", [], "transient GREETING_TIMEOUT"],
    ["EHLO", "ehlo", HELLO.slice(0, 1), "transient TIMED_OUT"],
    ["MAIL", "mail", HELLO, "transient TIMED_OUT"],
    ["DATA", "data", ENVELOPE, "transient TIMED_OUT"],
  ] as const)("does not wait for ever for an answer to %s", async (_, stage, texts, expected) => {
    const server = await scripted(...texts);
    const { unit } = await openUnit({
      settings: { "Email/Port": server.port },
      timeouts: impatientAt(stage),
    });
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual([expected]);
  });

  it("does not wait for ever for a handshake", async () => {
    const server = await scripted();
    const { unit } = await openUnit({
      settings: { "Email/Port": server.port, "Email/SMTPS": "enabled" },
      timeouts: impatientAt("tls"),
    });
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual(["transient TIMED_OUT"]);
  });

  it("does not wait for ever for a server that stops reading", async () => {
    const server = await startScripted((socket) => {
      const left = ["250 mx\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n"];
      socket.write("220 mx\r\n");
      socket.on("data", () => {
        if (left.length > 0) socket.write(left.shift() ?? "");
        if (left.length === 0) socket.pause();
      });
    });
    servers.push(server);
    const { unit } = await openUnit({
      settings: { "Email/Port": server.port },
      timeouts: impatientAt("content"),
    });
    const attachments = [{ filename: "big", content: Buffer.alloc(20_000_000, 65) }];
    expect(shortOf(await unit.sendNow({ ...MESSAGE, attachments }))).toEqual([
      "transient TIMED_OUT",
    ]);
  });

  it("says that nothing listens", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.once("listening", resolve));
    const address = closed.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await new Promise((resolve) => closed.close(resolve));
    const { unit } = await openUnit({ settings: { "Email/Port": port } });
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual(["transient CONNECTION_REFUSED"]);
  });

  it("says that the host does not exist", async () => {
    const settings = { "IpConfig/MailHost": "nobody.invalid", "Email/Port": 25 };
    const { unit } = await openUnit({ settings });
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual(["transient HOST_NOT_FOUND"]);
  });
});

const BASE64 = Buffer.from(SECRET_TEXT).toString("base64");
const PLAIN_WORD = Buffer.from(`\0joe\0${SECRET_TEXT}`).toString("base64");

/** Everything a person or a program could see of a unit and of what it answered. */
async function everythingOf({ home, unit }: TestUnit, answer: unknown): Promise<string> {
  const names = await readdir(home);
  const files = await Promise.all(names.map((name) => readFile(join(home, name), "latin1")));
  const records = await unit.log.records();
  return [inspect(answer, { depth: 20 }), JSON.stringify(answer), files, JSON.stringify(records)]
    .flat()
    .join("\n");
}

describe("A secret", () => {
  it.each([
    [
      "a refused login that echoes it",
      ["235-x\r\n", `535 ${SECRET_TEXT} ${BASE64} ${PLAIN_WORD}\r\n`],
    ],
    ["a prompt that echoes it", [`334 ${PLAIN_WORD}\r\n`, `535 ${PLAIN_WORD}\r\n`]],
    ["a greeting that knows it", [`554 ${SECRET_TEXT}\r\n`]],
    ["rubbish that echoes it", [`${PLAIN_WORD}\r\n`]],
    ["a closed connection", [null]],
    ["silence", []],
  ])("is nowhere to be seen after %s", async (_, answers) => {
    const server = await scripted("220 mx\r\n", "250-mx\r\n250 AUTH PLAIN LOGIN\r\n", ...answers);
    const opened = await openUnit({
      settings: { "Email/Port": server.port },
      login: true,
      timeouts: impatientAt("auth"),
    });
    const result = await opened.unit.sendNow(MESSAGE);
    expect(shortOf(result)[0]).not.toContain("delivered");
    const seen = await everythingOf(opened, result);
    for (const form of [SECRET_TEXT, BASE64, PLAIN_WORD]) expect(seen).not.toContain(form);
    expect(server.received()).toContain("AUTH PLAIN");
  });

  it("does not leave over a connection that is not private", async () => {
    const strip = await scripted("220 mx\r\n", "250-mx\r\n250 AUTH PLAIN LOGIN\r\n");
    const opened = await openUnit({
      settings: { "Email/Port": strip.port, "Email/StartTLS": "required" },
      login: true,
    });
    expect(shortOf(await opened.unit.sendNow(MESSAGE))).toEqual(["transient STARTTLS_NOT_OFFERED"]);
    await strip.ended();
    expect(strip.received()).toBe("EHLO unit7.example.com\r\nQUIT\r\n");
  });

  it("is asked for by nobody who only plans", async () => {
    const opened = await openUnit({ settings: {}, login: true });
    const seen = await everythingOf(opened, await opened.unit.plan());
    expect(seen).not.toContain(SECRET_TEXT);
  });
});
