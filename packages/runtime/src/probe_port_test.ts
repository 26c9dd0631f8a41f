import { networkInterfaces } from "node:os";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach, describe, expect, it } from "@jest/globals";
import { closedPort, probeOf, SHORT_LIMITS, shortAt } from "./_testing/probe_target.ts";
import { answering, type ScriptedServer, startScripted } from "./_testing/scripted_server.ts";
import { PROBE_LIMITS } from "./probe_limits.ts";
import { findingOf, probePort } from "./probe_port.ts";

const servers: (MockSmtp | ScriptedServer)[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function mock(options: MockSmtpOptions): Promise<MockSmtp> {
  const server = await startMockSmtp(options);
  servers.push(server);
  return server;
}

async function scripted(...texts: readonly (string | null)[]): Promise<ScriptedServer> {
  const server = await startScripted(answering(...texts));
  servers.push(server);
  return server;
}

/** Mulberry32, as whole numbers: the same on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

describe("probePort() of a capture server", () => {
  it.each([
    ["TLS from the first byte", "implicit", "implicit", true],
    ["STARTTLS", "starttls", "starttls", true],
    ["no TLS", "none", "clear", false],
  ] as const)("finds %s", async (_, tls, channel, isVerified) => {
    const server = await mock({ listeners: [{ tls }], authMechanisms: ["PLAIN", "LOGIN"] });
    const probe = await probePort(probeOf(server.port(), { ca: server.ca }));
    expect(findingOf(probe)).toEqual({
      port: server.port(),
      family: "ipv4",
      reach: "open",
      channel,
      isVerified,
      authMechanisms: ["PLAIN", "LOGIN"],
    });
    expect(probe.failure).toBeUndefined();
    expect(probe.sizeLimitBytes).toBe(52_428_800);
    expect(probe.greeting).toMatch(/^220 mock-smtp\.test/);
    if (tls === "none") return expect(probe.tls).toBeUndefined();
    expect(probe.tls).toMatchObject({
      protocol: "TLSv1.3",
      cipher: "TLS_AES_256_GCM_SHA384",
      certificateFailure: undefined,
      certificate: {
        subject: "localhost",
        names: ["localhost", "127.0.0.1", expect.stringMatching(/:1$/)],
        issuer: "mock-smtp test authority",
        authority: "mock-smtp test authority",
        daysLeft: 364,
      },
    });
  });

  it.each([
    ["expired", "CERT_HAS_EXPIRED", -2],
    ["not-yet-valid", "CERT_NOT_YET_VALID", 29],
    ["wrong-host", "ERR_TLS_CERT_ALTNAME_INVALID", 364],
    ["self-signed", "DEPTH_ZERO_SELF_SIGNED_CERT", 364],
    ["incomplete-chain", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", 364],
  ] as const)("says why a certificate is not good: %s", async (certificate, code, daysLeft) => {
    const server = await mock({ listeners: [{ tls: "starttls", certificate }] });
    const probe = await probePort(probeOf(server.port(), { ca: server.ca }));
    expect(probe.tls?.certificateFailure?.code).toBe(code);
    expect(probe.tls?.certificate?.daysLeft).toBe(daysLeft);
    expect(findingOf(probe)).toMatchObject({ channel: "starttls", isVerified: false });
  });

  it("tells the logins that are offered before TLS from those inside it", async () => {
    const server = await mock({ authNeedsTls: true, authMechanisms: ["PLAIN"] });
    const probe = await probePort(probeOf(server.port(), { ca: server.ca }));
    expect([probe.authBeforeTls, probe.authAfterTls]).toEqual([[], ["PLAIN"]]);
  });

  it.each(["starttls-refused", "starttls-injection", "handshake-aborted"] as const)(
    "finds no channel behind %s",
    async (fault) => {
      const server = await mock({ faults: [fault] });
      const probe = await probePort(probeOf(server.port(), { ca: server.ca }));
      expect(probe.failure?.stage).toBe("starttls");
      expect(findingOf(probe)).toMatchObject({ reach: "open", channel: "none" });
    },
  );

  it("finds a server in clear where STARTTLS is taken away", async () => {
    const server = await mock({ faults: ["starttls-stripped"] });
    const probe = await probePort(probeOf(server.port(), { ca: server.ca }));
    expect(findingOf(probe).channel).toBe("clear");
  });

  it("says EHLO, STARTTLS and QUIT and nothing else", async () => {
    const server = await mock({ listeners: [{ tls: "starttls" }, { tls: "implicit" }] });
    for (const { port } of server.listeners) await probePort(probeOf(port ?? 0, { ca: server.ca }));
    await server.close();
    const said = server.sessions.flatMap(({ transcript }) =>
      transcript.flatMap(({ by, text }) => (by === "client" ? [text] : [])),
    );
    expect(new Set(said)).toEqual(new Set(["EHLO unit7.example.com", "STARTTLS", "QUIT"]));
    expect(server.messages).toEqual([]);
  });
});

describe("probePort() over IPv6", () => {
  it("answers on either kind of machine", async () => {
    const faces = Object.values(networkInterfaces()).flat();
    const hasLoopback = faces.some((face) => face?.address === "::1");
    const target = { address: "::1", family: "ipv6" } as const;
    if (!hasLoopback) {
      const probe = await probePort(probeOf(await closedPort(), target));
      return expect(["unreachable", "refused"]).toContain(probe.reach);
    }
    const server = await mock({ listeners: [{ tls: "starttls", host: "::1" }] });
    const probe = await probePort(probeOf(server.port(), { ...target, ca: server.ca }));
    expect(findingOf(probe)).toMatchObject({
      family: "ipv6",
      channel: "starttls",
      isVerified: true,
    });
  });
});

describe("probePort() of something else", () => {
  it("finds a closed port", async () => {
    const probe = await probePort(probeOf(await closedPort()));
    expect(probe.failure).toMatchObject({ stage: "connect", code: "ECONNREFUSED" });
    expect(findingOf(probe)).toMatchObject({ reach: "refused", channel: "none" });
  });

  it.each([
    ["is silent", [], "greeting", "ETIMEDOUT", ""],
    ["closes at once", [null], "greeting", "ECONNRESET", ""],
    [
      "is a web server",
      ["HTTP/1.1 400 Bad Request\r\n"],
      "greeting",
      "NOT_SMTP",
      "HTTP/1.1 400 Bad Request??",
    ],
    ["is an IMAP server", ["* OK ready\r\n"], "greeting", "NOT_SMTP", "* OK ready??"],
    [
      "refuses this machine",
      ["554 5.7.1 Go away\r\n"],
      "greeting",
      "REPLY_554",
      "554 5.7.1 Go away??",
    ],
    ["knows no EHLO", ["220 mx\r\n", "502 what\r\n"], "ehlo", "REPLY_502", "220 mx??502 what??"],
    ["falls silent after its greeting", ["220 mx\r\n"], "ehlo", "ETIMEDOUT", "220 mx??"],
  ] as const)("%s", async (_, texts, stage, code, firstBytes) => {
    const server = await scripted(...texts);
    const silentAt = stage === "ehlo" ? "replyMs" : "greetingMs";
    const limits = code === "ETIMEDOUT" ? shortAt(silentAt, "tlsMs") : PROBE_LIMITS;
    const probe = await probePort(probeOf(server.port, { limits }));
    expect([probe.failure?.stage, probe.failure?.code]).toEqual([stage, code]);
    expect(probe.firstBytes).toBe(firstBytes);
    expect(findingOf(probe)).toMatchObject({ reach: "open", channel: "none" });
  });

  it("breaks off with a server that talks without being asked", async () => {
    const server = await scripted(`220 mx\r\n${"250 more\r\n".repeat(10_000)}`);
    const probe = await probePort(probeOf(server.port));
    expect(probe.failure?.code).toBe("NOT_SMTP");
  });

  it("has an answer to whatever a stranger sends", async () => {
    const random = seededRandom(8314);
    const pieces = [
      ...["220 mx\r\n", "250-mx\r\n", "250 STARTTLS\r\n", "250 AUTH PLAIN\r\n", "250 SIZE 1\r\n"],
      ...[
        "\u0016\u0003\u0001",
        "\u0015\u0003\u0001\u0000\u0002",
        "\r\n",
        "\n",
        "\u0000",
        "\u00ff",
        "554 no",
      ],
    ];
    const limits = { ...SHORT_LIMITS, greetingMs: 60, replyMs: 60, tlsMs: 60 };
    const rounds = Array.from({ length: 80 }, async () => {
      const texts = Array.from({ length: 4 }, () =>
        Array.from({ length: random() % 5 }, () => pieces[random() % pieces.length] ?? "").join(""),
      );
      const server = await scripted(...texts);
      const probe = await probePort(probeOf(server.port, { limits }));
      return { reach: probe.reach, tls: probe.tls, isFound: findingOf(probe).isVerified };
    });
    expect(new Set((await Promise.all(rounds)).map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ reach: "open", tls: undefined, isFound: false })]),
    );
  });

  it("shows nothing that a terminal would obey", async () => {
    const server = await scripted("220 mx \u001b[2J\u0007\r\n", "554 \u001b]0;x\u0007\r\n");
    const probe = await probePort(probeOf(server.port));
    expect(JSON.stringify(probe)).not.toMatch(/\\u001b|\\u0007/);
    expect(probe.greeting).toBe("220 mx ?[2J?");
  });

  it("ends when it is told to", async () => {
    const owner = new AbortController();
    const server = await startScripted(() => owner.abort());
    servers.push(server);
    const limits = { ...SHORT_LIMITS, greetingMs: 60_000 };
    await expect(
      probePort(probeOf(server.port, { limits, signal: owner.signal })),
    ).rejects.toMatchObject({ code: "ABORT_ERR" });
  });
});
