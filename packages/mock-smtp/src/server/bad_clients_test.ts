import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { seededRandom } from "../faults/seeded_random.ts";
import { type MockSmtp, startMockSmtp } from "./start_mock_smtp.ts";

const LISTENERS = [{ tls: "none" }, { tls: "starttls" }, { tls: "implicit" }] as const;
const NAMES = LISTENERS.map((it) => it.tls);

function open(server: MockSmtp, name: string): Socket {
  const socket = connect(server.port(name), "127.0.0.1");
  socket.on("error", () => {});
  socket.resume();
  return socket;
}

/** The server is alive if it still takes a message. */
async function deliver(server: MockSmtp, name = "none"): Promise<void> {
  const socket = open(server, name);
  socket.write("HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<alive@x.test>\r\nDATA\r\nhi\r\n.\r\nQUIT\r\n");
  await server.next({ to: "alive@x.test" });
  await once(socket, "close");
}

describe("startMockSmtp()", () => {
  it.each([
    ["a reset at once", (socket: Socket) => socket.resetAndDestroy()],
    ["an end at once", (socket: Socket) => socket.end()],
    ["bytes of no protocol", (socket: Socket) => socket.end(Buffer.alloc(5000, 0xff))],
    ["a broken TLS hello", (socket: Socket) => socket.end("\x16\x03\x01\x02\x00\x01\x00\x01\xfc")],
    [
      "TLS garbage after STARTTLS",
      (socket: Socket) => {
        socket.write("EHLO x\r\nSTARTTLS\r\n");
        socket.once("data", () => socket.end("no TLS at all\r\n"));
      },
    ],
    [
      "a reset inside the content",
      (socket: Socket) => {
        socket.write("HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@x.test>\r\nDATA\r\nhalf");
        socket.once("data", () => socket.resetAndDestroy());
      },
    ],
  ])("survives %s on every listener", async (_, misbehave) => {
    await using server = await startMockSmtp({ listeners: LISTENERS });
    for (const name of NAMES) {
      const socket = open(server, name);
      await once(socket, "connect");
      misbehave(socket);
      await once(socket, "close");
    }
    await deliver(server);
    expect(server.messages.length).toBe(1);
  });

  it("survives ten thousand connections, and garbage from a seed", async () => {
    await using server = await startMockSmtp({ listeners: LISTENERS, sessionLimit: 100 });
    const random = seededRandom(7);
    for (let round = 0; round < 100; round++) {
      const sockets = Array.from({ length: 100 }, (_, index) =>
        open(server, NAMES[(round + index) % NAMES.length] ?? "none"),
      );
      for (const socket of sockets) {
        const garbage = Buffer.from(Array.from({ length: 40 }, () => Math.floor(random() * 256)));
        socket.write(garbage);
        socket.once("connect", () => (random() < 0.5 ? socket.resetAndDestroy() : socket.end()));
      }
      await Promise.all(sockets.map((socket) => once(socket, "close")));
    }
    await deliver(server);
    expect(server.sessions.length).toBeLessThanOrEqual(200);
    expect(server.sessions.at(-1)?.number).toBe(10_001);
  });

  it("does not wait for clients that never finish a handshake when it closes", async () => {
    const server = await startMockSmtp({ listeners: LISTENERS });
    const silent = open(server, "implicit");
    const half = open(server, "starttls");
    half.write("EHLO x\r\nSTARTTLS\r\n");
    await Promise.all([once(silent, "connect"), once(half, "data")]);
    await server.close();
    expect(server.sessions.map((it) => it.end)).toEqual(["server-closed", "server-closed"]);
  });

  it("turns away one connection too many, and takes the next when there is room", async () => {
    await using server = await startMockSmtp({ listeners: [{ tls: "none" }], connectionLimit: 1 });
    const first = connect(server.port(), "127.0.0.1");
    await once(first, "data");
    const second = connect(server.port(), "127.0.0.1");
    expect(String((await once(second, "data"))[0])).toBe("421 4.3.2 Too many connections\r\n");
    await once(second, "close");
    first.destroy();
    while (server.sessions.some((it) => it.end === null)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await deliver(server);
  });

  it("stops reading a client that does not read its replies", async () => {
    await using server = await startMockSmtp({ listeners: [{ tls: "none", port: null }] });
    const client = server.connect();
    const chunk = "NOOP\r\n".repeat(10_000);
    for (let turn = 0; turn < 100; turn++) {
      client.write(chunk);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Six megabytes were sent; what the server did not take is still here.
    expect(client.writableLength).toBeGreaterThan(2_000_000);
    client.resume();
    await once(client, "drain");
    client.destroy();
  });

  it("ends a silent connection after a while", async () => {
    await using server = await startMockSmtp({ listeners: [{ tls: "none" }], idleTimeoutMs: 20 });
    const socket = connect(server.port(), "127.0.0.1");
    let said = "";
    socket.on("data", (chunk) => {
      said += String(chunk);
    });
    await once(socket, "close");
    expect(said).toMatch(/421 4\.4\.2 Idle for too long\r\n$/);
    expect(server.sessions[0]?.failures[0]?.reason).toBe("the client said nothing for 20 ms");
  });

  it("refuses to take apart a message of too many MIME parts", async () => {
    await using server = await startMockSmtp({ listeners: [{ tls: "none" }], mimePartLimit: 3 });
    const socket = open(server, "none");
    const parts = "--x\r\nContent-Type: text/plain\r\n\r\n".repeat(4);
    socket.write("HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n");
    socket.end(`Content-Type: multipart/mixed; boundary=x\r\n\r\n${parts}--x--\r\n.\r\n`);
    const message = await server.next();
    await expect(message.parsed()).rejects.toThrow(
      "Cannot parse a message of more than 3 MIME parts",
    );
  });
});
