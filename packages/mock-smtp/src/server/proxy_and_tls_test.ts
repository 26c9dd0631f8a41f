import { once } from "node:events";
import { connect } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { describe, expect, it } from "@jest/globals";
import { startMockSmtp } from "./start_mock_smtp.ts";

describe("startMockSmtp() with PROXY and implicit TLS", () => {
  it("begins TLS with a hello that came in one segment with the PROXY header", async () => {
    const server = await startMockSmtp({ listeners: [{ tls: "implicit", proxy: true }] });
    const raw = connect(server.port(), "127.0.0.1");
    let before = "PROXY TCP4 192.0.2.1 192.0.2.2 1025 465\r\n";
    const joined = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        raw.write(Buffer.concat([Buffer.from(before), chunk]), done);
        before = "";
      },
    });
    raw.on("data", (chunk) => joined.push(chunk));
    const secured = connectTls({ socket: joined, ca: server.ca, servername: "localhost" });
    const [greeting] = (await once(secured, "data")) as [Buffer];
    expect(greeting.toString()).toMatch(/^220 /);
    secured.destroy();
    raw.destroy();
    await server.close();
  });
});
