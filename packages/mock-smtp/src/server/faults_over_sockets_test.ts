import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import type { FaultSpec } from "../faults/fault_spec.ts";
import { type MockSmtp, startMockSmtp } from "./start_mock_smtp.ts";

type Transport = ReturnType<typeof createTransport>;

async function withFaults(
  faults: readonly FaultSpec[],
  run: (server: MockSmtp, transport: Transport) => Promise<void>,
  tls: "none" | "starttls" | "implicit" = "none",
): Promise<void> {
  const server = await startMockSmtp({ listeners: [{ tls }], faults });
  const transport = createTransport({
    host: "localhost",
    port: server.port(),
    secure: tls === "implicit",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "none",
    tls: { ca: server.ca },
  });
  try {
    await run(server, transport);
  } finally {
    await server.close();
  }
}

/** A message: how long its text is matters to faults inside the content. */
const MAIL = { from: "a@x.test", to: "b@x.test", text: `${"x".repeat(70)}\n`.repeat(100) };

/** What became of a message: the server's reply, or the code of the failure. */
async function outcome(transport: Transport): Promise<string> {
  try {
    return (await transport.sendMail(MAIL)).response.slice(0, 3);
  } catch (error) {
    const { responseCode, code } = error as { responseCode?: number; code?: string };
    return String(responseCode ?? code);
  }
}

describe("faults over sockets", () => {
  it.each<[FaultSpec, readonly string[], number]>([
    ["greylist", ["451", "250", "250"], 2],
    [{ preset: "flaky", times: 1 }, ["ECONNECTION|ECONNRESET|ESOCKET", "250"], 1],
    ["lost-250", ["ECONNECTION|ECONNRESET|ESOCKET", "250"], 2],
    [{ preset: "data-cut", bytes: 2000 }, ["ECONNECTION|ECONNRESET|ESOCKET"], 0],
    [{ preset: "mailbox-full", times: 1 }, ["452", "250"], 1],
    ["content-rejected", ["550", "550"], 0],
    ["gmail-421", ["250", "421"], 1],
    [{ preset: "m365-throttle", times: 1 }, ["250", "432"], 1],
    [{ preset: "tarpit", ms: 1 }, ["250"], 1],
    [{ when: { stage: "data" }, act: { throttleBytesPerSecond: 1_000_000 } }, ["250"], 1],
  ])("%j", async (fault, outcomes, stored) => {
    await withFaults([fault], async (server, transport) => {
      for (const expected of outcomes) {
        expect(await outcome(transport)).toMatch(new RegExp(`^(${expected})$`));
      }
      expect(server.messages.length).toBe(stored);
    });
  });

  it.each(["starttls", "implicit"] as const)("breaks a handshake of %s", async (tls) => {
    const run = async (server: MockSmtp, transport: Transport): Promise<void> => {
      expect(await outcome(transport)).toMatch(/^(ESOCKET|ECONNECTION|ECONNRESET|ETLS)$/);
      expect(await outcome(transport)).toBe("250");
      expect(server.sessions[0]?.failures.map((it) => it.stage)).toEqual(["handshake"]);
    };
    await withFaults([{ preset: "handshake-aborted", times: 1 }], run, tls);
  });

  it("resets a connection inside TLS", async () => {
    const fault: FaultSpec = { when: { stage: "mail" }, act: { drop: "rst" } };
    const run = async (server: MockSmtp, transport: Transport): Promise<void> => {
      expect(await outcome(transport)).toMatch(/^(ESOCKET|ECONNECTION|ECONNRESET)$/);
      expect(server.sessions[0]?.end).toBe("server-closed");
    };
    await withFaults([fault], run, "implicit");
  });

  it("hides STARTTLS from a client that demands it", async () => {
    const run = async (server: MockSmtp, transport: Transport): Promise<void> => {
      expect(await outcome(transport)).toBe("502");
      expect(server.sessions[0]?.firings.map((it) => it.rule)).toEqual([
        "starttls-stripped",
        "starttls-stripped",
      ]);
    };
    await withFaults(["starttls-stripped"], run, "starttls");
  });

  it("hangs until the client or the server ends it", async () => {
    const fault: FaultSpec = { when: { stage: "banner" }, act: { hang: true } };
    await withFaults([fault], async (server) => {
      const socket = connect(server.port(), "127.0.0.1");
      await once(socket, "connect");
      socket.write("EHLO x\r\n");
      await server.close();
      expect(server.sessions[0]?.end).toBe("server-closed");
      socket.destroy();
    });
  });

  it("takes rules out of force while it runs", async () => {
    await withFaults([], async (server, transport) => {
      const handle = server.faults.add("content-rejected");
      expect(await outcome(transport)).toBe("550");
      expect(handle.fired).toBe(1);
      handle.remove();
      expect(await outcome(transport)).toBe("250");
      server.faults.add({ when: { stage: "rcpt" }, act: { reply: "550 5.1.1 x" } });
      server.faults.clear();
      expect(await outcome(transport)).toBe("250");
    });
  });
});
