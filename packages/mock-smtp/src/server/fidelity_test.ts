import { once } from "node:events";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { describe, expect, it } from "@jest/globals";
import { seededRandom } from "../faults/seeded_random.ts";
import { type MockSmtp, startMockSmtp } from "./start_mock_smtp.ts";

const LISTENERS = [{ tls: "none" }, { tls: "implicit" }] as const;

/** Bytes in which line ends, dots, NUL and 8-bit are frequent, and a line is a megabyte long. */
function awkwardContent(sizeBytes: number): Buffer {
  const random = seededRandom(sizeBytes);
  const alphabet = [13, 10, 46, 0, 255, 65, 13, 10];
  const bytes = Buffer.alloc(sizeBytes);
  for (let at = 0; at < sizeBytes; at++) {
    bytes[at] = alphabet[Math.floor(random() * alphabet.length)] ?? 0;
  }
  return Buffer.concat([bytes, Buffer.alloc(1024 * 1024, "x"), bytes, Buffer.from("\r\n")]);
}

/** Dot-stuffing by its definition. */
function stuff(raw: Buffer): Buffer {
  const text = raw.toString("latin1");
  return Buffer.from(`\r\n${text}`.replaceAll("\r\n.", "\r\n..").slice(2), "latin1");
}

async function open(server: MockSmtp, name: string): Promise<Duplex> {
  const port = server.port(name);
  const socket =
    name === "none"
      ? connect(port, "127.0.0.1")
      : connectTls({ port, host: "127.0.0.1", servername: "localhost", ca: server.ca });
  await once(socket, "data");
  socket.resume();
  return socket;
}

describe("CapturedMessage", () => {
  it.each(LISTENERS)("keeps awkward bytes exactly, with tls $tls", async ({ tls }) => {
    await using server = await startMockSmtp({ listeners: LISTENERS });
    const raw = awkwardContent(300_000);
    const wire = Buffer.concat([stuff(raw), Buffer.from(".\r\n")]);
    const socket = await open(server, tls);
    socket.write("HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<data@x.test>\r\nDATA\r\n");
    socket.write(wire);
    socket.write(
      `MAIL FROM:<> BODY=BINARYMIME\r\nRCPT TO:<bdat@x.test>\r\nBDAT ${raw.length} LAST\r\n`,
    );
    socket.write(raw);
    const byData = await server.next({ to: "data@x.test" });
    expect(byData.wire.equals(wire)).toBe(true);
    expect(byData.raw.equals(raw)).toBe(true);
    const byChunks = await server.next({ to: "bdat@x.test" });
    expect(byChunks.raw.equals(raw)).toBe(true);
    expect([byData.transfer, byChunks.transfer]).toEqual(["DATA", "BDAT"]);
    socket.destroy();
  });

  it("can be seen no earlier than its sender can see the 250", async () => {
    let heard = "";
    const heardAtArrival: string[] = [];
    await using server = await startMockSmtp({
      listeners: [{ tls: "none", port: null }],
      onMessage: () => heardAtArrival.push(heard),
    });
    const client = server.connect();
    client.on("data", (chunk) => {
      heard += String(chunk);
    });
    client.write("HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n");
    client.write("hi\r\n.\r\n");
    const message = await server.next();
    expect(heardAtArrival).toEqual([expect.stringContaining(`queued as ${message.id}`)]);
    client.destroy();
  });

  it("is shown also when its sender is gone before the 250", async () => {
    await using server = await startMockSmtp({ listeners: [{ tls: "none" }] });
    const socket = await open(server, "none");
    socket.end("HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@x.test>\r\nDATA\r\nhi\r\n.\r\n");
    expect((await server.next()).raw.toString()).toBe("hi\r\n");
  });
});
