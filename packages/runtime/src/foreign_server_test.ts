import { once } from "node:events";
import { createTestAuthority } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { MESSAGE, openUnit, SECRET_TEXT, shortOf, USER } from "./_testing/delivery.ts";

interface Seen {
  readonly user: unknown;
  readonly secure: boolean;
  readonly from: string;
  readonly to: readonly string[];
  readonly content: string;
}

/** npm's smtp-server, which is not ours, for the time of one test. */
async function withForeignServer(
  options: SMTPServerOptions,
  use: (port: number, seen: readonly Seen[]) => Promise<void>,
): Promise<void> {
  const seen: Seen[] = [];
  const server = new SMTPServer({
    disableReverseLookup: true,
    onAuth(auth, _session, callback) {
      const isRight = auth.username === USER && auth.password === SECRET_TEXT;
      if (isRight) callback(null, { user: auth.username });
      else callback(new Error("Invalid username or password"));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        seen.push({
          user: session.user,
          secure: session.secure,
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          content: Buffer.concat(chunks).toString(),
        });
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  try {
    await use(typeof address === "object" && address !== null ? address.port : 0, seen);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

const authority = createTestAuthority();
const { privateKey: key, certificate: cert } = authority.issue();

describe("Fieldpost.sendNow() to npm's smtp-server", () => {
  it.each([
    {
      name: "in clear on this machine",
      options: { hideSTARTTLS: true, allowInsecureAuth: true },
      settings: {},
      secure: false,
    },
    {
      name: "with STARTTLS",
      options: { key, cert },
      settings: { "Email/StartTLS": "required" },
      secure: true,
    },
    {
      name: "with TLS from the start",
      options: { key, cert, secure: true },
      settings: { "Email/SMTPS": "enabled" },
      secure: true,
    },
  ])("logs in and delivers $name", async ({ options, settings, secure }) => {
    await withForeignServer(options, async (port, seen) => {
      const { unit } = await openUnit({
        settings: { "Email/Port": port, ...settings },
        ca: authority.certificate,
        login: true,
      });
      const result = await unit.sendNow(MESSAGE);
      expect(shortOf(result)).toEqual(["delivered DELIVERED"]);
      expect(result).toMatchObject({ protection: secure ? { verified: true } : { tls: null } });
      expect(seen).toEqual([
        {
          user: USER,
          secure,
          from: "unit7@example.com",
          to: ["ops@example.net"],
          content: expect.stringContaining("\r\nThe unit is up.\r\n.\r\n..and a dot\r\n"),
        },
      ]);
    });
  });

  it("holds when the login is refused", async () => {
    await withForeignServer(
      { key, cert, onAuth: (_a, _s, done) => done(new Error("No")) },
      async (port) => {
        const { unit } = await openUnit({
          settings: { "Email/Port": port, "Email/StartTLS": "required" },
          ca: authority.certificate,
          login: true,
        });
        expect(shortOf(await unit.sendNow(MESSAGE))).toEqual(["hold AUTH_REFUSED"]);
      },
    );
  });
});
