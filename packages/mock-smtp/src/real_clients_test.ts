import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import {
  type Delivery,
  findProgram,
  isPresent,
  REAL_CLIENTS,
  runProgram,
} from "./_testing/real_clients.ts";
import { type MockSmtp, startMockSmtp } from "./mod.ts";

const MESSAGE = `From: a@x.test
To: b@x.test
Subject: A real client
Date: Thu, 01 Jan 2026 00:00:00 +0000
Message-ID: <real@x.test>

.dot
..two dots
last
`;

const CHANNELS = ["none", "starttls", "implicit"] as const;

/** Programs that are not on this machine. A run of the CI must have all of them. */
const MISSING = REAL_CLIENTS.filter((client) => !isPresent(client));

const ROWS = REAL_CLIENTS.filter((client) => !MISSING.includes(client)).flatMap((client) =>
  client.channels.map((channel) => ({ ...client, channel })),
);

let server: MockSmtp;
let folder = "";

beforeAll(async () => {
  server = await startMockSmtp({
    listeners: CHANNELS.map((tls) => ({ tls })),
    users: { ann: "s3cret" },
  });
  folder = await mkdtemp(join(tmpdir(), "mock-smtp-clients-"));
  await writeFile(join(folder, "ca.pem"), server.ca);
  await writeFile(join(folder, "message.eml"), MESSAGE);
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function delivery(channel: (typeof CHANNELS)[number], recipient: string): Delivery {
  return {
    channel,
    recipient,
    port: server.port(channel),
    caFile: join(folder, "ca.pem"),
    messageFile: join(folder, "message.eml"),
    message: MESSAGE,
  };
}

describe("startMockSmtp()", () => {
  it("is tried with every real client, or says which are not on this machine", () => {
    const names = MISSING.map(({ program }) => program);
    const install = MISSING.map(({ packages }) => packages).join(" ");
    const sentence =
      names.length === 0
        ? ""
        : `not tried, because they are not installed: ${names.join(", ")} (apt-get install ${install})`;
    if (sentence !== "") {
      process.stderr.write(`Real clients ${sentence}\n`);
    }
    expect(process.env["CI"] === undefined ? "" : sentence).toBe("");
  });

  it.each(ROWS)("serves $program over tls $channel", async (client) => {
    const { channel, program, mechanism, isExact } = client;
    const recipient = `${program}.${channel}@x.test`;
    const said = await runProgram(
      findProgram(program) ?? program,
      client.command(delivery(channel, recipient)),
    );
    expect(said).toMatch(/^0\n/);
    const message = await server.next({ to: recipient });
    expect(message.envelope.from).toBe("a@x.test");
    expect(message.auth).toEqual(mechanism === null ? null : { mechanism, identity: "ann" });
    expect(message.tls?.servername ?? null).toBe(channel === "none" ? null : "localhost");
    const content = message.raw.toString().replace(/(?:\r\n)+$/, "\r\n");
    expect(isExact ? content : MESSAGE).toBe(isExact ? MESSAGE.replaceAll("\n", "\r\n") : MESSAGE);
    // What comes after, as some break the connection off instead of closing it, is their affair.
    const { endOfDataMs } = message.times;
    expect(message.session.failures.filter((it) => it.atMs <= endOfDataMs)).toEqual([]);
  });

  it.each(CHANNELS)("serves nodemailer over tls %s", async (channel) => {
    const recipient = `nodemailer.${channel}@x.test`;
    await createTransport({
      host: "localhost",
      port: server.port(channel),
      secure: channel === "implicit",
      requireTLS: channel === "starttls",
      ignoreTLS: channel === "none",
      auth: { user: "ann", pass: "s3cret" },
      tls: { ca: server.ca },
    }).sendMail({ envelope: { from: "a@x.test", to: recipient }, raw: MESSAGE });
    const message = await server.next({ to: recipient });
    expect(message.auth).toEqual({ mechanism: "PLAIN", identity: "ann" });
    expect(message.raw.toString()).toBe(MESSAGE.replaceAll("\n", "\r\n"));
    expect(message.tls === null).toBe(channel === "none");
  });
});
