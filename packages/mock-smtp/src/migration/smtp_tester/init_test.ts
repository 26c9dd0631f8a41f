import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import type { MailServer as TheirServer } from "smtp-tester";
import { readTapeTests } from "../../_testing/published_tape_tests.ts";
import { init, type MailServer } from "./init.ts";
import type { TesterEmail } from "./tester_email.ts";

const PUBLISHED = join(
  createRequire(import.meta.url).resolve("smtp-tester/package.json"),
  "../test/test.js",
);

async function withServer(run: (server: MailServer) => Promise<void>): Promise<void> {
  const server = init(0, { host: "127.0.0.1" });
  await server.ready;
  try {
    await run(server);
  } finally {
    await server.stop();
  }
}

async function send(server: MailServer, to: string, subject = "Hi"): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port: server.port });
  await transport.sendMail({ from: "a@x.test", to, subject, text: "Hello" });
}

/** The published tests, run against us; only the port that they wire in is not used. */
function publishedTests(): ReturnType<typeof readTapeTests> {
  let server: MailServer | undefined;
  const output = { log: (_text: string): void => {} };
  const modules = {
    "../lib/index": {
      init: () => {
        server = init(0, { print: (text) => output.log(text) });
        return server;
      },
    },
    nodemailer: {
      createTransport: () => ({
        sendMail: async (message: object) => {
          await server?.ready;
          return createTransport({ port: server?.port ?? 0 }).sendMail(message);
        },
        close: () => {},
      }),
    },
  };
  return readTapeTests(PUBLISHED, modules, { console: output });
}

describe("init()", () => {
  it("passes the tests that smtp-tester publishes", async () => {
    const results: (readonly [string, readonly string[]])[] = [];
    for (const test of publishedTests()) {
      results.push([test.name, await test.run()]);
    }
    expect(results).toEqual([
      ["setup", []],
      ["specific handler", []],
      ["handler with two emails", []],
      ["two emails with different handlers", []],
      ["catch-all handler", []],
      ["folded headers", []],
      ["remove by ID", []],
      ["unescape double dots", []],
      ["unbind", []],
      ["modules", []],
      ["captureOne", []],
      ["captureOne with wait", []],
      ["html", []],
      ["teardown", []],
    ]);
  });

  it("hands over the whole email", async () => {
    await withServer(async (server) => {
      const captured = server.captureOne("b@x.test");
      const transport = createTransport({ host: "127.0.0.1", port: server.port });
      await transport.sendMail({
        from: "Ann <a@x.test>",
        to: "b@x.test, c@x.test",
        subject: "Grüße",
        text: ".dot\n",
        attachments: [{ filename: "a.txt", content: "inside" }],
      });
      const { address, id, email } = await captured;
      const { data, headers, attachments, ...rest } = email;
      expect({ address, id, ...rest }).toEqual({
        address: "b@x.test",
        id: 1,
        sender: "a@x.test",
        receivers: { "b@x.test": true, "c@x.test": true },
        body: ".dot\n",
        html: false,
      });
      expect(headers["from"]).toBe('"Ann" <a@x.test>');
      expect(headers["subject"]).toBe("Grüße");
      expect(data).toMatch(/^From: Ann <a@x\.test>\r\n/);
      expect(attachments.map((it) => it.content.toString())).toEqual(["inside"]);
    });
  });

  it("gives captureOne one message, and leaves the others", async () => {
    await withServer(async (server) => {
      await send(server, "b@x.test", "1");
      await send(server, "b@x.test", "2");
      const first = await server.captureOne("b@x.test");
      const second = await server.captureOne("b@x.test", { wait: 60_000 });
      expect([first, second].map((it) => it.email.headers["subject"])).toEqual(["1", "2"]);
    });
  });

  it("calls a handler before the sender has its 250, and none after unbind", async () => {
    await withServer(async (server) => {
      const seen: [string | null, number][] = [];
      const handler = (address: string | null, id: number, _email: TesterEmail): void => {
        seen.push([address, id]);
      };
      server.bind(handler);
      server.bind("b@x.test", handler);
      await send(server, "b@x.test");
      expect(seen).toEqual([
        [null, 1],
        ["b@x.test", 1],
      ]);
      server.unbind(handler);
      server.unbind("b@x.test", handler);
      await send(server, "b@x.test");
      expect(seen).toHaveLength(2);
    });
  });

  it("forgets one message or all", async () => {
    await withServer(async (server) => {
      await send(server, "b@x.test", "1");
      await send(server, "b@x.test", "2");
      server.remove(1);
      const left: unknown[] = [];
      server.bind("b@x.test", (_address, _id, email) => left.push(email.headers["subject"]));
      expect(left).toEqual(["2"]);
      server.removeAll();
      await expect(server.captureOne("b@x.test", { wait: 1 })).rejects.toThrow(
        "No message delivered to b@x.test",
      );
    });
  });

  it("tells of the end by callback and by promise", async () => {
    const server = init(0, { host: "127.0.0.1" });
    await server.ready;
    const events: string[] = [];
    await server.stop(() => events.push("callback"));
    events.push("promise");
    expect(events).toEqual(["callback", "promise"]);
    expect(server.port).toBe(0);
  });

  it("reports a port that is taken", async () => {
    await withServer(async (server) => {
      await expect(init(server.port, { host: "127.0.0.1" }).ready).rejects.toThrow("EADDRINUSE");
    });
  });

  it("takes what is typed with smtp-tester's own types", async () => {
    await withServer(async (server) => {
      const used: Pick<TheirServer, "stop" | "remove" | "removeAll" | "module" | "unmodule"> =
        server;
      const options: Parameters<TheirServer["captureOne"]>[1] = { wait: 1 };
      used.removeAll();
      await expect(server.captureOne("b@x.test", options)).rejects.toThrow("No message delivered");
    });
  });

  it("refuses a binding without a handler and an unknown module", async () => {
    await withServer(async (server) => {
      expect(() => Reflect.apply(server.bind, server, ["b@x.test"])).toThrow(
        'Cannot bind "b@x.test": a handler is needed',
      );
      expect(() => Reflect.apply(server.module, server, ["nothing"])).toThrow(
        'Cannot load the module "nothing": there is "logAll"',
      );
    });
  });
});
