import { once } from "node:events";
import { createServer as createTlsServer } from "node:tls";
import {
  type ConnectionPlan,
  INTERACTIVE_TIMEOUTS,
  parseEmailAddress,
  parseHostName,
  type TlsMode,
} from "@fieldpost/core";
import { createTestAuthority, type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach, describe, expect, it } from "@jest/globals";
import { MESSAGE, openUnit, SECRET_TEXT } from "./_testing/delivery.ts";
import { answering, type ScriptedServer, startScripted } from "./_testing/scripted_server.ts";
import { probeOppositeMode } from "./probe_opposite_mode.ts";
import { toAscii } from "./to_ascii.ts";

const closers: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of closers.splice(0)) await each.close();
});

async function witness(): Promise<MockSmtp> {
  const server = await startMockSmtp({
    listeners: [{ tls: "none" }, { tls: "starttls" }, { tls: "implicit" }],
    hostName: "mx.example",
  });
  closers.push(server);
  return server;
}

async function scripted(...texts: readonly (string | null)[]): Promise<ScriptedServer> {
  const server = await startScripted(answering(...texts));
  closers.push(server);
  return server;
}

function planFor(mode: TlsMode, port: number): ConnectionPlan {
  return {
    mode,
    port,
    host: parseHostName("localhost", toAscii),
    from: parseEmailAddress("unit7@example.com", toAscii),
    username: "joe",
    heloName: "unit7.example.com",
  } as ConnectionPlan;
}

const GREETING = "220 mx.example ESMTP mock-smtp";

describe("probeOppositeMode()", () => {
  it.each([
    ["implicit", "starttls", { speaks: "plain", words: GREETING, offersStartTls: true }],
    ["implicit", "none", { speaks: "plain", words: GREETING, offersStartTls: false }],
    ["implicit", "implicit", { speaks: "neither" }],
    ["starttls-must", "implicit", { speaks: "tls", words: GREETING }],
    ["plain", "implicit", { speaks: "tls", words: GREETING }],
    ["starttls-must", "starttls", { speaks: "neither" }],
  ] as const)("with a plan of %s at a port of %s", async (mode, listener, expected) => {
    const server = await witness();
    const plan = planFor(mode, server.port(listener));
    // Short where silence is the answer; what answers may be slow.
    const limitMs = expected.speaks === "neither" ? 1000 : 60_000;
    expect(await probeOppositeMode({ plan, limitMs })).toEqual(expected);
  });

  it("sends EHLO and QUIT, and nothing else", async () => {
    const answer = answering(`${GREETING}\r\n`, "250-mx\r\n250 STARTTLS\r\n", "221 Bye\r\n");
    let isOver: Promise<unknown> | undefined;
    const server = await startScripted((socket) => {
      isOver = once(socket, "end");
      answer(socket);
    });
    closers.push(server);
    const found = await probeOppositeMode({ plan: planFor("implicit", server.port) });
    expect(found).toEqual({ speaks: "plain", words: GREETING, offersStartTls: true });
    await isOver;
    expect(server.received()).toBe("EHLO unit7.example.com\r\nQUIT\r\n");
  });

  it("does not take a web server for a mail server", async () => {
    const { certificate, privateKey } = createTestAuthority().issue();
    const server = createTlsServer({ cert: certificate, key: privateKey }, (socket) => {
      socket.on("error", () => undefined);
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    expect(await probeOppositeMode({ plan: planFor("plain", port), limitMs: 1000 })).toEqual({
      speaks: "neither",
    });
  });

  it.each([
    ["says nothing", []],
    ["closes", [null]],
    ["babbles", ["\u0000\u0001\u0002\r\n"]],
  ])("finds nothing at a server that %s", async (_, texts) => {
    const server = await scripted(...texts);
    const plan = planFor("implicit", server.port);
    expect(await probeOppositeMode({ plan, limitMs: 100 })).toEqual({ speaks: "neither" });
  });
});

describe("Fieldpost.sendNow() with the wrong mode", () => {
  it.each([
    [
      "implicit",
      "disabled",
      {
        id: "tls-port-spoken-to-in-plain",
        certainty: "certain",
        proof: `A second connection, without any secret, began with encryption and was answered with "${GREETING}".`,
        change: [
          {
            key: "Email/SMTPS",
            value: "enabled",
            isExact: true,
            command: "fieldpost registry 'Email/SMTPS = enabled'",
          },
        ],
      },
    ],
    [
      "starttls",
      "enabled",
      {
        id: "plain-port-spoken-to-in-tls",
        certainty: "certain",
        proof: `A second connection, without any secret, began in plain text: the server answered with "${GREETING}" and offers STARTTLS.`,
        change: [
          {
            key: "Email/SMTPS",
            value: "disabled",
            isExact: true,
            command: "fieldpost registry 'Email/SMTPS = disabled'",
          },
        ],
      },
    ],
  ] as const)(
    "at a port of %s with SMTPS %s is certain what to change",
    async (listener, smtps, expected) => {
      const server = await witness();
      const { unit } = await openUnit({
        settings: { "Email/Port": server.port(listener), "Email/SMTPS": smtps },
        ca: server.ca,
        login: true,
        timeouts: { ...INTERACTIVE_TIMEOUTS, greeting: 3000 },
      });
      const result = await unit.sendNow(MESSAGE);
      expect(result).toMatchObject({ kind: "sent", recipients: [{ diagnosis: expected }] });
      expect(server.messages).toEqual([]);
      expect(JSON.stringify(server.sessions)).not.toContain(SECRET_TEXT);
      expect(server.sessions.map(({ auth }) => auth)).toEqual(server.sessions.map(() => null));
    },
  );
});
