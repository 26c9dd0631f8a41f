import { once } from "node:events";
import { createRequire } from "node:module";
import net from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import tls from "node:tls";
import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import type {
  SMTPServerAuthentication as TheirAuthentication,
  SMTPServerOptions as TheirOptions,
  SMTPServer as TheirServer,
  SMTPServerSession as TheirSession,
  SMTPServerDataStream as TheirStream,
} from "smtp-server";
import { readMochaTests } from "../../_testing/published_mocha_tests.ts";
import { createTestAuthority } from "../../tls/test_authority.ts";
import { SMTPServer } from "./smtp_server.ts";
import type { SMTPServerOptions, SMTPServerSession } from "./smtp_server_options.ts";

const require = createRequire(import.meta.url);

/** What smtp-server tests of itself and we do not do, and why. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/ > Unit tests > /, "they call private methods"],
  [/ > PROXY server > should not (?:crash when client RSTs|invoke onConnect)/, "the same"],
  [/ > should reject early talker$/, "the greeting comes at once: nobody can be early"],
  [/ > XCLIENT parameter validation > /, "there is no XCLIENT, and asking for it is refused"],
  [/ > Reverse resolved hostname > /, "no name is ever looked up"],
  [/ > Lenient address parsing > .* by default$/, "addresses are always read leniently"],
];

const MODULES: Readonly<Record<string, unknown>> = {
  "../lib/smtp-server": { SMTPServer },
  "../lib/smtp-connection": {},
  "nodemailer/lib/smtp-connection": require("nodemailer/lib/smtp-connection"),
  "nodemailer/lib/xoauth2": require("nodemailer/lib/xoauth2"),
  fs: require("node:fs"),
  net,
  tls,
  pem: {
    createCertificate: (_options: object, done: (error: null, keys: object) => void) => {
      const { certificate, privateKey } = createTestAuthority().issue();
      done(null, { certificate, serviceKey: privateKey });
    },
  },
};

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function withServer(
  options: SMTPServerOptions,
  run: (server: SMTPServer) => Promise<void>,
): Promise<void> {
  const server = new SMTPServer(options);
  server.listen(0, "127.0.0.1");
  await server.ready;
  try {
    await run(server);
  } finally {
    await server.close();
  }
}

/** Sends all lines at once and returns what the server said. */
async function talk(server: SMTPServer, lines: readonly string[]): Promise<string> {
  const socket = net.connect(server.port, "127.0.0.1");
  socket.end(lines.map((line) => `${line}\r\n`).join(""));
  return text(socket);
}

const MAIL = { from: "a@x.test", to: "b@x.test", subject: "Hi", text: "Hello\n.dot" };

describe("SMTPServer", () => {
  it("passes the tests that smtp-server publishes", async () => {
    const path = join(require.resolve("smtp-server"), "../../test/smtp-connection-test.js");
    const tests = readMochaTests(path, MODULES, { "1336": String(await freePort()) });
    const wanted = tests.filter(({ name }) => !LEFT_OUT.some(([pattern]) => pattern.test(name)));
    const failed: (readonly [string, string])[] = [];
    for (const test of wanted) {
      const problem = await test.run();
      if (problem !== undefined) {
        failed.push([test.name, problem]);
      }
    }
    expect(failed).toEqual([]);
    expect([wanted.length, tests.length - wanted.length]).toEqual([64, 28]);
  });

  it.each([
    { tls: "none", client: { ignoreTLS: true } },
    { tls: "STARTTLS", client: { requireTLS: true } },
    { tls: "implicit", client: { secure: true } },
  ])("serves nodemailer with a login, tls $tls", async ({ tls: mode, client }) => {
    const seen: unknown[] = [];
    const options: SMTPServerOptions = {
      secure: mode === "implicit",
      allowInsecureAuth: mode === "none",
      onAuth: (auth, _session, callback) => {
        const isRight = auth.password === "s3cret";
        callback(null, isRight ? { user: { name: auth.username } } : { message: "No" });
      },
      onData: (stream, session, callback) => {
        text(stream).then((content) => {
          seen.push([session.user, session.transmissionType, session.envelope, content]);
          callback(null, "Kept");
        }, callback);
      },
    };
    await withServer(options, async (server) => {
      const common = { host: "localhost", port: server.port, tls: { ca: server.ca }, ...client };
      const good = createTransport({ ...common, auth: { user: "ann", pass: "s3cret" } });
      const bad = createTransport({ ...common, auth: { user: "ann", pass: "wrong" } });
      const { response } = await good.sendMail(MAIL);
      expect(response).toBe("250 Kept");
      await expect(bad.sendMail(MAIL)).rejects.toThrow("535 No");
      expect(seen).toEqual([
        [
          { name: "ann" },
          mode === "none" ? "ESMTPA" : "ESMTPSA",
          {
            mailFrom: { address: "a@x.test", args: false },
            rcptTo: [{ address: "b@x.test", args: false }],
            bodyType: "7bit",
            smtpUtf8: false,
            requireTLS: false,
          },
          expect.stringMatching(/\r\n\r\nHello\r\n\.dot\r\n$/),
        ],
      ]);
    });
  });

  it("gives each refusal the code and the text of the handler's error", async () => {
    const refuse = (code: number | undefined, message: string): Error =>
      Object.assign(new Error(message), code === undefined ? {} : { responseCode: code });
    const options: SMTPServerOptions = {
      authOptional: true,
      onMailFrom: (address, _session, callback) =>
        callback(address.address === "bad@x.test" ? refuse(553, "Not\r\n250 you") : null),
      onRcptTo: (address, _session, callback) =>
        callback(address.address === "bad@x.test" ? refuse(undefined, "Not them") : null),
      onData: (_stream, _session, callback) => callback(refuse(452, "Not that")),
    };
    await withServer(options, async (server) => {
      const said = await talk(server, [
        "EHLO x",
        "MAIL FROM:<bad@x.test>",
        "MAIL FROM:<a@x.test>",
        "RCPT TO:<bad@x.test>",
        "RCPT TO:<b@x.test>",
        "DATA",
        "Hi",
        ".",
        "QUIT",
      ]);
      expect(said.split("\r\n").slice(-9)).toEqual([
        "250 STARTTLS",
        "553 Not  250 you",
        "250 Accepted",
        "550 Not them",
        "250 Accepted",
        "354 End data with <CR><LF>.<CR><LF>",
        "452 Not that",
        "221 Bye",
        "",
      ]);
    });
  });

  it("refuses a connection in onConnect, and what a handler throws becomes a refusal", async () => {
    const options: SMTPServerOptions = {
      onConnect: (_session, callback) => callback(new Error("Go away")),
    };
    await withServer(options, async (server) => {
      expect(await talk(server, [])).toBe("554 Go away\r\n");
      server.onConnect = () => {
        throw new Error("Broken handler");
      };
      expect(await talk(server, [])).toBe("554 Broken handler\r\n");
    });
  });

  it("answers for each recipient with lmtp", async () => {
    const options: SMTPServerOptions = {
      lmtp: true,
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData: (_stream, _session, callback) =>
        callback(null, ["Yours", Object.assign(new Error("Not yours"), { responseCode: 552 })]),
    };
    await withServer(options, async (server) => {
      const said = await talk(server, [
        "LHLO x",
        "MAIL FROM:<>",
        "RCPT TO:<a@x.test>",
        "RCPT TO:<b@x.test>",
        "DATA",
        ".",
        "QUIT",
      ]);
      expect(said.split("\r\n").slice(-4)).toEqual(["250 Yours", "552 Not yours", "221 Bye", ""]);
    });
  });

  it("lets handlers be methods of a subclass, and keeps what they put on the session", async () => {
    const closed: unknown[] = [];
    class Counting extends SMTPServer {
      override onMailFrom(
        _address: object,
        session: SMTPServerSession & { count?: number },
        callback: () => void,
      ): void {
        session.count = (session.count ?? 0) + 1;
        callback();
      }
      override onClose(session: SMTPServerSession & { count?: number }): void {
        closed.push([session.count, session.transaction]);
      }
    }
    const server = new Counting({ authOptional: true });
    server.listen(0, "127.0.0.1");
    await server.ready;
    const mail = ["MAIL FROM:<>", "RCPT TO:<a@x.test>", "DATA", "."];
    await talk(server, ["EHLO x", ...mail, ...mail, "QUIT"]);
    await server.close();
    expect(closed).toEqual([[2, 3]]);
  });

  it("cuts the content nowhere, wherever it comes in pieces", async () => {
    const contents: string[] = [];
    const options: SMTPServerOptions = {
      authOptional: true,
      onData: (stream, _session, callback) => {
        text(stream).then((it) => {
          contents.push(it);
          callback();
        }, callback);
      },
    };
    const wire = "..a\r\n...\r\n.\rx\n.\r\n\r\n..\r\n.\r\n";
    await withServer(options, async (server) => {
      for (let at = 1; at < wire.length; at++) {
        const socket = net.connect(server.port, "127.0.0.1").setNoDelay(true);
        socket.write("EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@x.test>\r\nDATA\r\n");
        for (let said = ""; !said.includes("354"); ) {
          said += String((await once(socket, "data"))[0]);
        }
        socket.write(wire.slice(0, at));
        await new Promise((resolve) => socket.write("", resolve));
        socket.end(`${wire.slice(at)}QUIT\r\n`);
        await text(socket);
      }
    });
    expect(new Set(contents)).toEqual(new Set([".a\r\n..\r\n\rx\n.\r\n\r\n.\r\n"]));
    expect(contents).toHaveLength(wire.length - 1);
  });

  it("refuses options that it could only pretend to have", () => {
    expect(() => new SMTPServer({ useXClient: true })).toThrow('Cannot set "useXClient"');
  });

  it("takes options and handlers that are typed with @types/smtp-server", async () => {
    const onAuth: TheirOptions["onAuth"] = (
      auth: TheirAuthentication,
      _session: TheirSession,
      callback,
    ) => callback(null, { user: auth.username });
    const onData = (
      stream: TheirStream,
      _session: TheirSession,
      callback: (error?: Error | null) => void,
    ): void => {
      stream.resume().on("end", () => callback());
    };
    const theirs: Pick<TheirOptions, "authOptional" | "logger" | "size"> = { authOptional: true };
    const server = new SMTPServer({ ...theirs, onAuth, onData } as SMTPServerOptions);
    const used: Pick<TheirServer, "listen" | "close" | "server" | "updateSecureContext"> = server;
    used.listen(0, "127.0.0.1");
    await server.ready;
    used.close(() => {});
    await server.close();
  });
});
