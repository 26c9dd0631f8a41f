import { once } from "node:events";
import { connect as connectTls } from "node:tls";
import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import { MemorySocket } from "./memory_socket.ts";
import { type MockSmtp, startMockSmtp } from "./start_mock_smtp.ts";

const LISTENERS = [
  { tls: "none", port: null },
  { tls: "starttls", port: null },
  { tls: "implicit", port: null },
] as const;

function transportTo(server: MockSmtp, name: "none" | "starttls" | "implicit") {
  const ordinary = {
    host: "localhost",
    requireTLS: name === "starttls",
    ignoreTLS: name === "none",
    tls: { ca: server.ca },
  };
  return createTransport({
    ...ordinary,
    getSocket(
      _: unknown,
      callback: (error: Error | null, found: { connection: unknown }) => void,
    ): void {
      const socket = server.connect(name);
      const connection =
        name === "implicit"
          ? connectTls({ socket, ca: server.ca, servername: "localhost" })
          : socket;
      callback(null, { connection });
    },
  } as typeof ordinary);
}

describe("MockSmtp.connect()", () => {
  it.each(["none", "starttls", "implicit"] as const)("carries mail with tls %s", async (name) => {
    await using server = await startMockSmtp({ listeners: LISTENERS });
    const text = "line\n".repeat(40_000);
    await transportTo(server, name).sendMail({ from: "a@x.test", to: "b@x.test", text });
    const message = await server.next();
    expect(message.tls === null).toBe(name === "none");
    expect(message.session.client).toBe("memory");
    expect((await message.parsed()).text === text).toBe(true);
  });

  it("says that a listener has no port, and resets what comes after the end", async () => {
    const server = await startMockSmtp({ listeners: [{ tls: "none", port: null }] });
    expect(() => server.port()).toThrow('Cannot tell the port of "none": it has none');
    const early = server.connect();
    await once(early, "data");
    await server.close();
    const late = server.connect();
    const [error] = await once(late, "error");
    expect((error as { code?: string }).code).toBe("ECONNRESET");
  });

  it("passes on a fault's reset", async () => {
    await using server = await startMockSmtp({
      listeners: [{ tls: "none", port: null }],
      faults: [{ when: { stage: "mail" }, act: { drop: "rst" } }],
    });
    const transport = transportTo(server, "none");
    await expect(transport.sendMail({ from: "a@x.test", to: "b@x.test" })).rejects.toThrow();
    expect(server.sessions[0]?.firings.length).toBe(1);
  });
});

describe("MemorySocket", () => {
  it("delivers bytes in order, waits for a slow reader, and ends", async () => {
    const { client, server } = MemorySocket.pair();
    const sent = Buffer.alloc(300_000, "abcdef");
    client.end(sent);
    const pieces: Buffer[] = [];
    server.on("data", (piece: Buffer) => pieces.push(piece));
    await once(server, "end");
    expect(Buffer.concat(pieces).equals(sent)).toBe(true);
    const answer = once(client, "data");
    const closed = once(client, "close");
    server.end("bye");
    expect(String((await answer)[0])).toBe("bye");
    await closed;
  });

  it("fails writes to an end that is gone", async () => {
    const { client, server } = MemorySocket.pair();
    server.destroy();
    client.write("x");
    const [error] = await once(client, "error");
    expect((error as { code?: string }).code).toBe("EPIPE");
  });
});
