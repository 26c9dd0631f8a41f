import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { type TestHome, withHome } from "../_testing/with_home.ts";

interface Unit extends TestHome {
  readonly server: MockSmtp;
  /** Accepts a message and answers its name. */
  readonly accept: (...to: readonly string[]) => Promise<string>;
}

async function withUnit(
  options: MockSmtpOptions,
  test: (unit: Unit) => Promise<void>,
): Promise<void> {
  const server = await startMockSmtp({ listeners: [{ tls: "none" }], ...options });
  try {
    await withHome(async (home) => {
      const argv = ["ipconfig", "--mail-host", "localhost", "--email", "unit7@example.com"];
      await home.run([...argv, "--port", String(server.port("none"))]);
      await test({
        ...home,
        server,
        async accept(...to) {
          const list = to.length === 0 ? ["ann@example.com"] : to;
          const ended = await home.run(["sendmail", "--to", list.join(","), "-s", "S", "-b", "B"]);
          expect(ended.code).toBe(0);
          return ended.output.trim();
        },
      });
    });
  } finally {
    await server.close();
  }
}

const UNKNOWN = "0000000000000000000";

describe("runQueue()", () => {
  it("runQueue() lists what waits, for a person and as JSON", async () => {
    await withUnit({}, async ({ run, accept }) => {
      expect((await run(["queue"])).output).toBe("The queue is empty.\n");
      expect(JSON.parse((await run(["queue", "--json"])).output)).toEqual([]);
      const message = await accept("ann@example.com", "bob@example.com");
      expect((await run(["QUEUE", "LIST"])).output).toMatch(
        new RegExp(
          `^${message} {2}\\d+ s, \\d+ B, from unit7@example\\.com, 0 attempts\n` +
            "  Subject: S\n  not tried yet\n  ann@example\\.com: waiting\n  bob@example\\.com: waiting\n1 message waits\\.\n$",
        ),
      );
      const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(JSON.parse((await run(["queue", "--json"])).output)).toEqual([
        {
          message,
          messageId: expect.stringMatching(/^<.+@example\.com>$/),
          acceptedAt: moment,
          sender: "unit7@example.com",
          from: "unit7@example.com",
          subject: "S",
          sizeBytes: expect.any(Number),
          isUrgent: false,
          origin: { kind: "command" },
          phase: "waiting",
          sending: null,
          attempts: 0,
          nextAttemptAt: moment,
          recipients: [
            { address: "ann@example.com", state: "open", last: null },
            { address: "bob@example.com", state: "open", last: null },
          ],
        },
      ]);
    });
  });

  it("runQueue() runs one pass, reports it, and ends with 0 when nothing waits", async () => {
    await withUnit({}, async ({ run, accept, server }) => {
      const message = await accept();
      expect(await run(["queue", "run"])).toEqual({
        code: 0,
        output: "1 attempt: 1 delivered, 0 failed, 0 waiting.\n",
        errors: "",
      });
      expect((await server.next()).envelope).toMatchObject({ from: "unit7@example.com" });
      const shown = await run(["queue", "show", message]);
      expect(shown.output).toMatch(
        new RegExp(
          `^${message}\nSubject:    S\nFrom:       unit7@example\\.com\n` +
            "Message-ID: <.+@example\\.com>\nSize:       \\d+ B\nOrigin:     the command sendmail\n" +
            "State:      delivered\n",
        ),
      );
      expect(shown.output).toMatch(/ann@example\.com: delivered \[DELIVERED\]\n {4}250 2\.0\.0 Ok/);
      expect(shown.output).toMatch(
        /Journal:\n {2}\S+ \S+ {2}accepted\n {2}\S+ \S+ {2}attempt 1, to localhost port \d+\n/,
      );
      expect(shown.output).toContain("channel: in clear");
      const story = JSON.parse((await run(["queue", "show", message, "--json"])).output);
      expect(story).toMatchObject({
        ...{ message, phase: "finished", attempts: 1, sender: "unit7@example.com", subject: "S" },
        messageId: expect.stringMatching(/^<.+@example\.com>$/),
      });
      expect(story.recipients[0]).toMatchObject({
        state: "delivered",
        last: { code: "DELIVERED" },
      });
      expect(story.journal.slice(0, 2)).toMatchObject([
        { kind: "accepted", subject: "S", recipients: ["ann@example.com"] },
        { kind: "attempt", number: 1 },
      ]);
    });
  });

  it("runQueue() counts recipients where a message has not the same fate for all", async () => {
    const faults = [
      { preset: "unknown-user", to: "gone@*" },
      { preset: "mailbox-full", to: "full@*" },
    ] as const;
    await withUnit({ faults }, async ({ run, accept }) => {
      await accept("ann@example.com", "gone@example.com", "full@example.com");
      expect((await run(["queue", "run"])).output).toBe(
        "1 attempt: 0 delivered, 0 failed, 2 waiting.\n" +
          "By recipient: 1 delivered, 1 failed.\n" +
          "1 failure report was queued.\n",
      );
      expect((await run(["queue", "run"])).output).toBe(
        "1 attempt: 1 delivered, 0 failed, 1 waiting.\n",
      );
    });
  });

  it("runQueue() ends with 75 while something waits, and says why", async () => {
    await withUnit({}, async ({ run, accept, server }) => {
      const message = await accept();
      await server.close();
      const ended = await run(["queue", "run", "--json"]);
      expect([ended.code, JSON.parse(ended.output)]).toEqual([
        75,
        {
          ...{ attempted: 0, delivered: 0, failed: 0, waiting: 1, held: 0 },
          ...{ recipients: { delivered: 0, failed: 0 }, reports: 0 },
          path: {
            code: "CONNECTION_REFUSED",
            meaning: expect.stringContaining("Nothing listens on port"),
            lastWords: expect.stringContaining("ECONNREFUSED"),
            retryAt: expect.stringMatching(/Z$/),
            diagnosis: expect.objectContaining({ id: "mail-host-is-this-machine", side: "here" }),
          },
        },
      ]);
      const listed = await run(["queue"]);
      expect(listed.output).toMatch(
        /^The queue waits as a whole:\n {2}Nothing listens on port [^\n]+\n {2}Last words: [^\n]+\n {2}Cause: [^\n]+\n(?: {2}(?:Remedy|Change): [^\n]+\n)+ {2}It is tried again in (?:\d+ s|1 min)\.\n/,
      );
      await run(["queue", "hold", message]);
      expect((await run(["queue", "run"])).code).toBe(0);
    });
  });

  it("runQueue() tells what to change when the settings refuse", async () => {
    await withUnit({}, async ({ run, accept, server }) => {
      await accept();
      await run(["registry", "Email/Port = 465", "Email/SMTPS = disabled"]);
      const ended = await run(["queue", "run"]);
      expect([ended.code, ended.output.split("\n")[0]]).toEqual([
        78,
        "Nothing was tried: the settings refuse.",
      ]);
      expect(ended.output).toContain("Email/SMTPS]");
      expect((await run(["queue"])).output).toMatch(
        /^The queue waits as a whole, until these change:\n {2}A6 {3}Port 465/,
      );
      expect(server.sessions).toEqual([]);
    });
  });

  it("runQueue() has a path tried again by retry, not before its time otherwise", async () => {
    await withUnit({}, async ({ run, accept, server }) => {
      const message = await accept();
      server.faults.add({
        when: { stage: "banner", times: 1 },
        act: { reply: "421 4.3.2 Busy" },
      });
      expect((await run(["queue", "run"])).code).toBe(75);
      expect((await run(["queue", "run"])).output).toContain("Busy");
      expect((await run(["queue", "retry", message])).output).toBe(`${message}: due now\n`);
      expect((await run(["queue", "run"])).code).toBe(0);
    });
  });

  it("runQueue() holds, releases and deletes, by name or all", async () => {
    await withUnit({}, async ({ run, accept, server }) => {
      const [first, second] = [await accept(), await accept()];
      expect((await run(["queue", "hold", first])).output).toBe(`${first}: held\n`);
      expect((await run(["queue"])).output).toContain("  held: by hand\n");
      const refused = await run(["queue", "retry", first]);
      expect([refused.code, refused.output]).toEqual([1, ""]);
      expect(refused.errors).toContain('"queue release" lets it go');
      expect((await run(["queue", "run"])).output).toBe(
        "1 attempt: 1 delivered, 0 failed, 0 waiting, 1 held.\n",
      );
      expect(JSON.parse((await run(["queue", "release", "all", "--json"])).output)).toEqual([
        { message: first, result: "done" },
      ]);
      expect((await run(["queue", "hold", second])).errors).toBe(
        `fieldpost: ${second}: not in the queue\n`,
      );
      expect((await run(["queue", "delete", "all", "--yes"])).output).toBe(`${first}: deleted\n`);
      expect((await run(["queue", "show", first])).output).toContain("deleted by hand\n");
      expect(server.messages.length).toBe(1);
    });
  });

  it("runQueue() says that a message was delivered in part", async () => {
    const faults = [{ preset: "unknown-user", to: "gone@*" }] as const;
    await withUnit({ faults }, async ({ run, accept }) => {
      const message = await accept("ann@example.com", "gone@example.com");
      await run(["queue", "run"]);
      const { output } = await run(["queue", "show", message]);
      expect(output).toContain("State:      delivered in part\n");
      expect(output).toContain("  ann@example.com: delivered [DELIVERED]\n");
      expect(output).toContain("  gone@example.com: failed [RECIPIENT_REFUSED]\n");
    });
  });

  it("runQueue() says of each recipient of a held message that it is held", async () => {
    const faults = [{ preset: "mailbox-full", to: "full@*" }] as const;
    await withUnit({ faults }, async ({ run, accept }) => {
      const message = await accept("ann@example.com", "full@example.com");
      await run(["queue", "run"]);
      await run(["queue", "hold", message]);
      const { output } = await run(["queue", "show", message]);
      expect(output).toContain("State:      held: by hand\n");
      expect(output).toContain("  ann@example.com: delivered [DELIVERED]\n");
      expect(output).toContain("  full@example.com: held [RECIPIENT_DEFERRED]\n");
      expect(output).not.toContain("tried again");
    });
  });

  it("runQueue() asks before it deletes", async () => {
    await withUnit({}, async ({ run, accept }) => {
      const message = await accept();
      const argv = ["queue", "delete", message];
      expect((await run(argv)).code).toBe(64);
      expect((await run([...argv, "--json"])).code).toBe(64);
      expect(await run(argv, { answers: ["n"] })).toMatchObject({
        code: 0,
        output: "Nothing was deleted.\n",
      });
      expect((await run(argv, { answers: [{ kind: "interrupted" }] })).code).toBe(130);
      expect((await run(argv, { answers: ["y"] })).output).toBe(`${message}: deleted\n`);
      expect((await run(["queue"])).output).toBe("The queue is empty.\n");
    });
  });

  it("runQueue() exports a message as it was accepted, to a file or the output", async () => {
    await withUnit({}, async ({ run, accept, path }) => {
      const message = await accept();
      const { output } = await run(["queue", "export", message]);
      expect(output).toMatch(/^From: unit7@example\.com\r\n[\s\S]*\r\n\r\nB\r\n$/);
      const file = join(path, "copy.eml");
      const ended = await run(["queue", "export", message, file, "--json"]);
      expect(JSON.parse(ended.output)).toEqual({ message, file, sizeBytes: output.length });
      expect(await readFile(file, "utf8")).toBe(output);
      expect((await run(["queue", "export", message, "--json"])).code).toBe(64);
    });
  });

  it("runQueue() says in general what an outcome means that the catalogue does not know", async () => {
    await withUnit({}, async ({ run, accept, server }) => {
      const reply = "550-5.7.1 No such\n550 5.7.1 luck";
      server.faults.add({ when: { stage: "end-of-data" }, act: { reply } });
      const message = await accept();
      await run(["queue", "run"]);
      const { output } = await run(["queue", "show", message]);
      expect(output).toContain("    550 5.7.1 No such luck\n");
      expect(output).toContain(
        "What it means for ann@example.com:\n  The server refuses the message for good.\n",
      );
    });
  });

  it("runQueue() says of a delivered message that its content was not kept", async () => {
    await withUnit({}, async ({ run, accept }) => {
      const message = await accept();
      await run(["queue", "run"]);
      expect(await run(["queue", "export", message])).toEqual({
        code: 1,
        output: "",
        errors: `fieldpost: Cannot export the message ${message}: it is over and its content was not kept, one that waits or has failed is accepted\n`,
      });
    });
  });

  it("runQueue() lists the queue of a unit whose CA file is missing, and says what to change", async () => {
    await withUnit({}, async ({ run, accept }) => {
      await accept();
      await run(["registry", "Email/CaFile=/nonexistent/ca.pem"]);
      const { code, output } = await run(["queue"]);
      expect([code, output]).toEqual([
        0,
        expect.stringContaining(
          'Cannot use Email/CaFile = "/nonexistent/ca.pem": it is missing (ENOENT), the path of a PEM file with certificates is accepted',
        ),
      ]);
      expect((await run(["queue", "run"])).code).toBe(78);
    });
  });

  it("runQueue() keeps a message that has failed to be shown and exported", async () => {
    await withUnit({}, async ({ run, accept, server }) => {
      server.faults.add({ preset: "unknown-user", to: "ann@*" });
      const message = await accept();
      await run(["queue", "run"]);
      const shown = await run(["queue", "show", message]);
      expect(shown.output).toContain("ann@example.com: failed [RECIPIENT_REFUSED]\n    550 5.1.1");
      expect((await run(["queue", "export", message])).output).toContain("Subject: S\r\n");
    });
  });

  it("runQueue() shows what a failed attempt means, what to change, and what was said", async () => {
    await withUnit({}, async ({ run, accept, server }) => {
      server.faults.add({ preset: "unknown-user", to: "ann@*" });
      const message = await accept("ann@example.com", "bob@example.com");
      await run(["queue", "run"]);
      const { output } = await run(["queue", "show", message]);
      expect(output).toContain(
        "What it means for ann@example.com:\n" +
          "  Cause: There is no such mailbox at the recipient's domain.\n" +
          "  Remedy: Correct the recipient's address.\n" +
          "Journal:\n",
      );
      expect(output.match(/attempt 1, to localhost/g)).toHaveLength(1);
      expect(output).toMatch(
        /Last failed attempt, \S+ \S+, to localhost port \d+:\n {2}channel: in clear[^\n]+\n {2}-- connected to/,
      );
      expect(output).toContain("  C: RCPT TO:<ann@example.com>\n");
      expect(output).toContain("  S: 550 5.1.1 No such user here\n");
      const story = JSON.parse((await run(["queue", "show", message, "--json"])).output);
      expect(story.findings).toEqual([
        {
          recipients: ["ann@example.com"],
          diagnosis: expect.objectContaining({ id: "recipient-unknown", act: "bounce" }),
        },
      ]);
      expect(story.lastFailedAttempt).toMatchObject({ host: "localhost", mode: "starttls-may" });
      expect(story.lastFailedAttempt.transcript).toContainEqual({
        from: "server",
        text: "550 5.1.1 No such user here",
      });
    });
  });

  it("runQueue() shows with a message what keeps the whole queue, and what was said there", async () => {
    await withUnit({}, async ({ run, accept, server }) => {
      const message = await accept();
      server.faults.add({ when: { stage: "banner" }, act: { reply: "421 4.3.2 Busy" } });
      await run(["queue", "run"]);
      const { output } = await run(["queue", "show", message]);
      expect(output).toMatch(
        /\n {2}\S+ \S+ {2}accepted\nThe queue waits as a whole:\n[\s\S]+\n {2}Remedy: [\s\S]+Its last attempt, \S+ \S+, to localhost port \d+:\n {2}channel: [^\n]+\n {2}-- connected [^\n]+\n {2}S: 421 4\.3\.2 Busy\n/,
      );
      await run(["registry", "Email/Port = 465", "Email/SMTPS = disabled"]);
      expect((await run(["queue", "show", message])).output).toMatch(
        /accepted\nThe queue waits as a whole, until these change:\n {2}A6 {3}Port 465/,
      );
    });
  });

  it.each([
    [["nonsense"], 64],
    [["show"], 64],
    [["show", "../../etc/passwd"], 64],
    [["show", UNKNOWN], 1],
    [["export", UNKNOWN], 1],
    [["export", UNKNOWN, "a", "b"], 64],
    [["retry"], 64],
    [["retry", UNKNOWN], 1],
    [["delete", "--yes"], 64],
    [["--watch", "--json"], 64],
  ])("runQueue() ends %j with %d", async (argv, code) => {
    await withUnit({}, async ({ run }) => {
      const ended = await run(["queue", ...argv]);
      expect(ended.code).toBe(code);
      expect(ended.errors).toMatch(/^fieldpost: /);
    });
  });
});

describe("runQueue() while a message is being sent", () => {
  it("runQueue() says so, since when and to where, in the list, in show, in watch and as JSON", async () => {
    const faults = [{ when: { stage: "end-of-data" }, act: { hang: true } }] as const;
    await withUnit({ faults }, async ({ run, accept, server }) => {
      const message = await accept();
      const pass = run(["queue", "run"]);
      const answers = async () => JSON.parse((await run(["queue", "--json"])).output);
      let [answer] = await answers();
      // Sent to the end: from here on only the answer is missing.
      while (answer.recipients[0].state !== "uncertain") [answer] = await answers();
      const port = server.port("none");
      expect(answer).toMatchObject({
        ...{ message, phase: "sending", nextAttemptAt: null },
        sending: { since: expect.stringMatching(/Z$/), host: "localhost", port },
      });
      const words = new RegExp(`being sent to localhost port ${port} for \\d+ s`);
      const told = "ann@example.com: sent, not answered yet\n";
      const shown = (await run(["queue", "show", message])).output;
      const list = (await run(["queue"])).output;
      for (const text of [shown, list]) {
        expect(text).toMatch(words);
        expect(text).toContain(told);
      }
      const options = { isOutputTerminal: true, environment: { NO_COLOR: "1" } };
      const { output } = await run(["queue", "--watch"], options);
      expect(output).toContain("0 delivered, 0 failed, 1 waiting, 1 being sent");
      expect(output).toMatch(words);
      await server.close();
      expect((await pass).code).toBe(75);
      const [after] = await answers();
      expect(after).toMatchObject({ phase: "waiting", sending: null });
    });
  });
});

describe("runQueue() with --watch", () => {
  it("runQueue() writes a line for each change in a pipe, until the queue is empty", async () => {
    await withUnit({}, async ({ run, accept }) => {
      await accept();
      const gone = await accept();
      const pauses = [
        () => undefined,
        async () => void (await run(["queue", "delete", gone, "--yes"])),
        async () => void (await run(["queue", "run"])),
      ];
      expect(await run(["queue", "--watch"], { pauses })).toEqual({
        code: 0,
        output:
          "0 delivered, 0 failed, 2 waiting\n" +
          "0 delivered, 0 failed, 1 waiting, 1 deleted\n" +
          "1 delivered, 0 failed, 0 waiting, 1 deleted\n",
        errors: "",
      });
    });
  });

  it("runQueue() redraws on a terminal with a bar until Ctrl-C", async () => {
    await withUnit({}, async ({ run, accept }) => {
      const [first, second] = [await accept(), await accept()];
      const pauses = [async () => void (await run(["queue", "run"]))];
      const options = { pauses, isOutputTerminal: true, environment: { NO_COLOR: "1" } };
      const { code, output } = await run(["queue", "--watch"], options);
      const frames = output.split("\u001b[H").map((frame) => frame.replaceAll("\u001b[K", ""));
      expect([code, frames.length]).toEqual([0, 3]);
      expect(frames[1]).toContain(`[${"-".repeat(30)}] 0 delivered, 0 failed, 2 waiting\n`);
      expect(frames[1]).toContain(first);
      expect(frames[1]).toContain(second);
      expect(frames[2]).toContain(`[${"#".repeat(30)}] 2 delivered, 0 failed, 0 waiting\n`);
    });
  });
});
