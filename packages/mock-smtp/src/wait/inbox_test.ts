import { connect } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import { type MockSmtp, startMockSmtp } from "../server/start_mock_smtp.ts";
import type { MessageFilter } from "./message_filter.ts";
import { WaitError } from "./wait_error.ts";

interface Letter {
  readonly to: string;
  readonly subject: string;
}

type Send = (letter: Partial<Letter> & Record<string, unknown>) => Promise<unknown>;

async function withServer(run: (server: MockSmtp, send: Send) => Promise<void>): Promise<void> {
  const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
  const transport = createTransport({ port: server.port(), ignoreTLS: true });
  const mail = { from: "a@x.test", to: "b@x.test", subject: "hi", text: "text" };
  try {
    await run(server, (letter) => transport.sendMail({ ...mail, ...letter }));
  } finally {
    await server.close();
  }
}

async function failure(wait: Promise<unknown>): Promise<string> {
  return wait.then(
    () => "resolved",
    (error: unknown) => (error instanceof WaitError ? error.message : String(error)),
  );
}

describe("Inbox.next()", () => {
  it("finds by every field", async () => {
    await withServer(async (server, send) => {
      const wanted: readonly MessageFilter[] = [
        { to: "C@x.test" },
        { to: /^c@/, from: "a@x.test" },
        { subject: (text) => text.length === 6 },
        { header: { "x-tag": "yes" } },
        { body: "code is 1234" },
        { body: /code is \d+/ },
        { attachment: "a.txt" },
        { where: async (message) => message.subject === "report" },
      ];
      for (const filter of wanted) {
        await send({ headers: { "X-Tag": "no" } });
        await send({
          to: "c@x.test",
          subject: "report",
          headers: { "X-Tag": "yes" },
          html: "<p>Your code is 1234</p>",
          attachments: [{ filename: "a.txt", content: "x" }],
        });
        expect((await server.next(filter)).subject).toBe("report");
        server.clear();
      }
    });
  });

  it("tells of each field, parsed ones included", async () => {
    await withServer(async (server, send) => {
      await send({});
      const story = await failure(
        server.next({
          body: "absent",
          attachment: /pdf/,
          header: { "X-A": "1" },
          user: "ann",
          where: function isRight() {
            return false;
          },
          timeoutMs: 1,
        }),
      );
      expect(story.split("\n")).toEqual([
        'Cannot find a message with body "absent", attachment /pdf/, user "ann", header X-A "1", where isRight: none came within 1 ms',
        "1 captured:",
        '  message 1 to b@x.test, subject "hi":',
        '    header X-A: wanted "1", found none',
        '    user: wanted "ann", found none',
        '    body: wanted "absent", found "text\\n"',
        "    attachment: wanted /pdf/, found none",
        "    where: wanted isRight, found false",
        "1 connected, 0 met a failure.",
      ]);
    });
  });

  it("rejects with what a filter's function throws, and harms nobody else", async () => {
    await withServer(async (server, send) => {
      const bad = failure(
        server.next({
          where: () => {
            throw new RangeError("mine");
          },
        }),
      );
      const worse = failure(
        server.next({
          subject: () => {
            throw new RangeError("mine too");
          },
        }),
      );
      const good = server.next({ subject: "hi" });
      await send({});
      expect(await bad).toBe("RangeError: mine");
      expect(await worse).toBe("RangeError: mine too");
      expect((await good).subject).toBe("hi");
    });
  });

  it("hands a message to one of several who wait for it", async () => {
    await withServer(async (server, send) => {
      const waits = [server.next({ body: "text" }), server.next({ to: "b@x.test" })];
      await send({ subject: "1" });
      await send({ subject: "2" });
      const subjects = (await Promise.all(waits)).map((it) => it.subject);
      expect(subjects.sort()).toEqual(["1", "2"]);
    });
  });

  it("ends with the server", async () => {
    const server = await startMockSmtp();
    const wait = failure(server.next());
    await server.close();
    expect(await wait).toBe("Cannot wait for a message: the server is closed");
    expect(await failure(server.next())).toBe("Cannot wait for a message: the server is closed");
  });
});

describe("Inbox.all()", () => {
  it("waits for so many, and uses none up when fewer come", async () => {
    await withServer(async (server, send) => {
      const three = server.all({ to: "b@x.test", count: 3 });
      for (const subject of ["1", "2", "3", "4"]) {
        await send({ subject });
      }
      expect((await three).map((it) => it.subject)).toEqual(["1", "2", "3"]);
      expect(await failure(server.all({ count: 2, timeoutMs: 1 }))).toMatch(
        /^Cannot find 2 of a message: 1 came within 1 ms\n4 captured:/,
      );
      expect((await server.all({ count: 1 })).map((it) => it.subject)).toEqual(["4"]);
    });
  });

  it("takes what is there once the server has settled", async () => {
    await withServer(async (server, send) => {
      const sending = send({});
      expect((await server.all({ body: "text" })).length).toBe(1);
      expect(await server.all()).toEqual([]);
      await sending;
    });
  });
});

describe("Inbox.none()", () => {
  it("resolves when nothing matches, and fails at once when something does", async () => {
    await withServer(async (server, send) => {
      await send({});
      await server.none({ to: "c@x.test", within: 1 });
      await server.none({ to: "c@x.test" });
      expect(await failure(server.none({ to: "b@x.test" }))).toMatch(
        /^Cannot do without a message with to "b@x\.test": message 1 to b@x\.test, subject "hi" came\n/,
      );
      await server.next();
      await server.none();
      const soon = failure(server.none({ within: 60_000 }));
      await send({});
      expect(await soon).toMatch(/message 2 .* came/);
    });
  });
});

describe("Inbox.settled()", () => {
  it("waits for a transaction under way", async () => {
    await withServer(async (server) => {
      const socket = connect(server.port(), "127.0.0.1");
      socket.write("HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n");
      socket.on("data", (chunk) => {
        if (String(chunk).includes("354")) {
          // Asked while the transaction is open: it has to wait for the message.
          const settled = server.settled({ quietMs: 1 });
          socket.write("late\r\n.\r\n");
          settled.then(() => socket.end());
        }
      });
      const message = await server.next();
      expect(message.raw.toString()).toBe("late\r\n");
      await server.settled({ quietMs: 1 });
    });
  });

  it("names the sessions that do not come to rest", async () => {
    await withServer(async (server) => {
      const socket = connect(server.port(), "127.0.0.1");
      socket.write("HELO x\r\nMAIL FROM:<>\r\n");
      await new Promise((resolve) => socket.once("data", resolve));
      while (server.sessions[0]?.transcript.at(-1)?.text !== "250 2.1.0 Ok") {
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await failure(server.settled({ timeoutMs: 1 }))).toBe(
        "Cannot see the server settle within 1 ms: 1 sessions are busy\n  session 1 (none): 250 2.1.0 Ok",
      );
      socket.destroy();
    });
  });
});
