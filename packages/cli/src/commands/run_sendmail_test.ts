import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { type TestHome, withHome } from "../_testing/with_home.ts";

interface Unit extends TestHome {
  readonly server: MockSmtp;
}

const LISTENERS = [{ tls: "none" }, { tls: "starttls" }, { tls: "implicit" }] as const;
const SEND = ["sendmail", "--sync", "--to", "ann@example.com", "--subject", "Boot"] as const;

async function withUnit(
  options: MockSmtpOptions,
  test: (unit: Unit) => Promise<void>,
): Promise<void> {
  const server = await startMockSmtp({
    listeners: LISTENERS,
    users: { joe: "s3cret" },
    ...options,
  });
  try {
    await withHome(async (home) => {
      await home.run(["registry"]);
      const ca = join(home.path, "ca.pem");
      await writeFile(ca, server.ca);
      await home.run(["registry", `Email/CaFile = ${ca}`]);
      const argv = ["ipconfig", "--mail-host", "localhost", "--email", "unit7@example.com"];
      await home.run([...argv, "--username", "joe", "--password-stdin"], { input: "s3cret\n" });
      await usePort(home, server.port("starttls"));
      await test({ ...home, server });
    });
  } finally {
    await server.close();
  }
}

async function usePort({ run }: TestHome, port: number): Promise<void> {
  expect((await run(["ipconfig", "--port", String(port)])).code).toBe(0);
}

describe("runSendmail()", () => {
  it.each([
    { name: "none", smtps: "disabled", tls: null },
    { name: "starttls", smtps: "disabled", tls: "TLSv1.3" },
    { name: "implicit", smtps: "enabled", tls: "TLSv1.3" },
  ] as const)("runSendmail() delivers one configuration on the port $name", async (row) => {
    await withUnit({}, async (unit) => {
      const { server, run } = unit;
      await usePort(unit, server.port(row.name));
      await run(["registry", `Email/SMTPS = ${row.smtps}`]);
      const ended = await run([...SEND, "--body", "Up.", "--json"]);
      const answer = JSON.parse(ended.output);
      const witnessed = await server.next({ to: "ann@example.com", subject: "Boot" });
      expect(ended.code).toBe(0);
      expect(witnessed.tls?.protocol ?? null).toBe(row.tls);
      expect(witnessed.auth).toEqual({ mechanism: "SCRAM-SHA-256", identity: "joe" });
      expect(witnessed.envelope).toMatchObject({ from: "unit7@example.com" });
      expect(answer).toEqual({
        messageId: witnessed.header("Message-ID"),
        protection:
          row.tls === null
            ? { tls: null, why: expect.stringContaining("the server does not offer STARTTLS") }
            : {
                tls: row.tls,
                cipher: witnessed.tls?.cipher,
                verified: true,
                authority: "mock-smtp test authority",
              },
        recipients: [
          {
            address: "ann@example.com",
            outcome: "delivered",
            code: "DELIVERED",
            stage: "final",
            rule: "F-250",
            meaning: "localhost has taken the message.",
            lastWords: `250 2.0.0 Ok: queued as ${witnessed.id}`,
            diagnosis: null,
          },
        ],
      });
    });
  });

  it("runSendmail() asks for notifications and for TLS to the end", async () => {
    await withUnit({ requireTlsOffered: true }, async ({ server, run }) => {
      const wanted = ["--notify", "never", "--return", "hdrs", "--envelope-id", "a b"];
      const { code } = await run([...SEND, "--body", "Up.", ...wanted, "--require-tls"]);
      expect(code).toBe(0);
      const { envelope } = await server.next();
      expect(envelope).toMatchObject({
        fromParameters: { RET: "HDRS", ENVID: "a+20b", REQUIRETLS: true },
        recipients: [{ parameters: { NOTIFY: "NEVER" } }],
      });
      for (const bad of ["--notify=often", "--return=body", `--envelope-id=${"x".repeat(101)}`]) {
        const refused = await run([...SEND, "--body", "Up.", bad]);
        expect([refused.code, refused.errors]).toEqual([
          65,
          expect.stringMatching(/^fieldpost: Cannot use --[a-z-]+: .* accepted\n$/),
        ]);
      }
    });
  });

  it("runSendmail() says that nobody will tell where the server offers no notifications", async () => {
    await withUnit({ hide: ["DSN"] }, async ({ run }) => {
      const { output } = await run([...SEND, "--body", "Up.", "--notify", "success"]);
      expect(output).toContain("  Notifications: the server offers none (DSN), so what was wanted");
    });
  });

  it("runSendmail() tells a person the outcome, the last words and the channel", async () => {
    await withUnit({}, async ({ server, run }) => {
      const { code, output, errors } = await run([...SEND, "--body", "Up."]);
      const witnessed = await server.next();
      expect([code, errors]).toEqual([0, ""]);
      expect(output).toBe(
        "ann@example.com: delivered\n" +
          "  localhost has taken the message. [F-250 DELIVERED, at final]\n" +
          `  Last words: 250 2.0.0 Ok: queued as ${witnessed.id}\n` +
          `Channel:    encrypted with TLSv1.3 ${witnessed.tls?.cipher}, certificate verified by mock-smtp test authority\n` +
          `Message-ID: ${witnessed.header("Message-ID")}\n`,
      );
    });
  });

  it("runSendmail() sends to all, hides Bcc, and reads the body from standard input", async () => {
    await withUnit({}, async ({ server, run, path }) => {
      const file = join(path, "water level.txt");
      await writeFile(file, "high");
      const argv = [
        ...SEND,
        "--cc",
        "Bob <bob@example.com>",
        "--BCC",
        "cy@example.com; di@example.com",
      ];
      const ended = await run([...argv, "-a", file], { input: "Gr\u00fc\u00dfe\n.\nEnd\n" });
      const witnessed = await server.next();
      const parsed = await witnessed.parsed();
      expect(ended.code).toBe(0);
      expect(witnessed.envelope.recipients.map(({ address }) => address)).toEqual([
        "ann@example.com",
        "bob@example.com",
        "cy@example.com",
        "di@example.com",
      ]);
      expect(witnessed.header("Bcc")).toBeUndefined();
      expect(witnessed.header("Cc")).toBe("Bob <bob@example.com>");
      expect(parsed.text?.trim()).toBe("Gr\u00fc\u00dfe\n.\nEnd");
      expect(
        parsed.attachments.map(({ filename, content }) => [filename, content.toString()]),
      ).toEqual([["water level.txt", "high"]]);
    });
  });

  it("runSendmail() begins with a block, and options replace its parts", async () => {
    await withUnit({}, async ({ server, run }) => {
      await run([
        "registry",
        "Email/Alarm/ToAddress = ann@example.com",
        "Email/Alarm/Subject = Water",
        "Email/Alarm/Message = In the cellar.",
      ]);
      expect((await run(["sendmail", "--sync", "--block", "alarm"])).code).toBe(0);
      expect((await server.next()).subject).toBe("Water");
      const argv = [
        "sendmail",
        "--sync",
        "--block",
        "Alarm",
        "-s",
        "Fire",
        "--to",
        "bob@example.com",
      ];
      expect((await run([...argv, "--html", "--body", "<p>Hot</p>"])).code).toBe(0);
      const second = await server.next();
      expect([second.subject, second.envelope.recipients.map(({ address }) => address)]).toEqual([
        "Fire",
        ["bob@example.com"],
      ]);
      expect(second.header("Content-Type")).toMatch(/^text\/html/);
    });
  });

  it("runSendmail() shows what it would send and sends nothing in a dry run", async () => {
    await withUnit({}, async ({ server, run }) => {
      const argv = [
        "sendmail",
        "-N",
        "--to",
        "ann@example.com",
        "--bcc",
        "cy@example.com",
        "-b",
        "Up.",
      ];
      const shown = await run(argv);
      expect(shown.code).toBe(0);
      expect(shown.output).toContain(
        "Envelope: from unit7@example.com to ann@example.com, cy@example.com\n",
      );
      expect(shown.output).toContain(
        "Connection: encrypted with STARTTLS when the server offers it",
      );
      expect(shown.output).toMatch(/\r\n\r\nUp\.\r\n$/);
      const answer = JSON.parse((await run([...argv, "--json"])).output);
      expect(Object.keys(answer)).toEqual(["messageId", "envelope", "plan", "message"]);
      expect(answer.envelope).toEqual({
        from: "unit7@example.com",
        to: ["ann@example.com", "cy@example.com"],
      });
      expect(server.sessions).toEqual([]);
    });
  });

  it("runSendmail() shows the dialogue without the secret", async () => {
    await withUnit({}, async ({ run }) => {
      const { output } = await run([...SEND, "--body", "Up.", "-v"]);
      expect(output).toContain("\nC: MAIL FROM:<unit7@example.com>");
      expect(output).not.toContain("s3cret");
      const answer = JSON.parse((await run([...SEND, "--body", "Up.", "-v", "--json"])).output);
      expect(answer.transcript[0]).toMatchObject({ from: "note" });
    });
  });

  it("runSendmail() asks a person for the text line by line", async () => {
    await withUnit({}, async ({ server, run }) => {
      expect((await run(SEND, { answers: ["one", "two", ".", "three"] })).code).toBe(0);
      expect((await (await server.next()).parsed()).text?.trim()).toBe("one\ntwo");
      expect((await run(SEND, { answers: ["one", { kind: "interrupted" }] })).code).toBe(130);
      expect(server.messages.length).toBe(1);
    });
  });

  it("runSendmail() holds a message whose plan is refused", async () => {
    await withUnit({}, async ({ server, run }) => {
      await run(["registry", "Email/Port = 465", "Email/SMTPS = disabled"]);
      const ended = await run([...SEND, "--body", "Up.", "--json"]);
      expect(ended.code).toBe(78);
      expect(JSON.parse(ended.output)).toEqual({
        refusals: [
          { rule: "A6", code: "MODE_MISMATCH", key: "Email/SMTPS", message: expect.any(String) },
        ],
      });
      const told = await run([...SEND, "--body", "Up."]);
      expect(told.output).toMatch(/^The message was not sent\.\nConnection: nothing can be sent/);
      await run(["registry", "--remove", "IpConfig/EmailAddress"]);
      expect((await run([...SEND, "--body", "Up."])).code).toBe(78);
      expect(server.sessions).toEqual([]);
      expect((await run(["log"])).output).toContain("Email refused: Port 465 expects encryption");
    });
  });

  it.each([
    [{ users: { joe: "other" } }, 77, "AUTH_REFUSED"],
    [{ hide: ["AUTH"] }, 77, "AUTH_NOT_OFFERED"],
    [{ sizeLimitBytes: 10 }, 65, "MESSAGE_TOO_BIG"],
    [{ certificateNames: ["elsewhere.test"] }, 78, "CERTIFICATE_NAME_MISMATCH"],
  ] as const)(
    "runSendmail() ends by its table when the server has %j",
    async (options, code, why) => {
      await withUnit(options, async ({ run, server }) => {
        await run(["registry", "Email/StartTLS = required"]);
        const ended = await run([...SEND, "--body", "Up.", "--json"]);
        const { recipients } = JSON.parse(ended.output);
        expect([ended.code, recipients[0].code, server.messages.length]).toEqual([code, why, 0]);
      });
    },
  );

  it("runSendmail() ends with 75 where nothing listens", async () => {
    await withUnit({}, async ({ run, server }) => {
      await server.close();
      const ended = await run([...SEND, "--body", "Up."]);
      expect(ended.code).toBe(75);
      expect(ended.output).toContain("ann@example.com: not delivered, trying again can help\n");
      expect(ended.output).toContain("Nothing listens on port ");
    });
  });

  it("runSendmail() accepts into the queue, prints the name, and delivers nothing yet", async () => {
    await withUnit({}, async ({ server, run }) => {
      const argv = ["sendmail", "--to", "ann@example.com", "--bcc", "cy@example.com", "-b", "Up."];
      const ended = await run(argv);
      expect(ended).toEqual({
        code: 0,
        output: expect.stringMatching(/^[0-9a-z]{19}\n$/),
        errors: "",
      });
      const answer = JSON.parse((await run([...argv, "--json"])).output);
      expect(answer).toEqual({
        message: expect.stringMatching(/^[0-9a-z]{19}$/),
        messageId: expect.stringMatching(/^<[^>]+@example\.com>$/),
      });
      const queued = JSON.parse((await run(["queue", "--json"])).output);
      expect(queued.map(({ message }: { message: string }) => message)).toEqual([
        ended.output.trim(),
        answer.message,
      ]);
      expect(server.sessions).toEqual([]);
    });
  });

  it("runSendmail() accepts although the plan is refused, and warns with its sentence", async () => {
    await withUnit({}, async ({ server, run }) => {
      await run(["registry", "Email/Port = 465", "Email/SMTPS = disabled"]);
      const ended = await run(["sendmail", "--to", "ann@example.com", "-b", "Up."]);
      expect([ended.code, ended.output]).toEqual([0, expect.stringMatching(/^[0-9a-z]{19}\n$/)]);
      expect(ended.errors).toMatch(
        /^fieldpost: warning: the queue waits: Port 465 expects encryption [^\n]+ \[Email\/SMTPS\]\n$/,
      );
      expect(server.sessions).toEqual([]);
    });
  });

  it("runSendmail() tells a person, and no script, that nobody serves the queue", async () => {
    await withUnit({}, async ({ run }) => {
      const argv = ["sendmail", "--to", "ann@example.com", "-b", "Up."];
      expect((await run(argv)).errors).toBe("");
      expect((await run(argv, { answers: [] })).errors).toBe(
        'fieldpost: warning: nothing leaves by itself: no "fieldpost serve" runs, "fieldpost queue run" makes one pass\n',
      );
    });
  });

  it.each([
    [["--to", "nobody"], 65],
    [["--to", "a@example.com", "--subject", "a\nb"], 65],
    [["--subject", "nobody receives it"], 65],
    [["a@example.com"], 64],
  ])("runSendmail() accepts nothing of %j", async (options, code) => {
    await withUnit({}, async ({ run }) => {
      const ended = await run(["sendmail", "-b", "Up.", ...options]);
      expect([ended.code, ended.output]).toEqual([code, ""]);
      expect((await run(["queue"])).output).toBe("The queue is empty.\n");
    });
  });

  it("runSendmail() ends with 73 where the queue cannot be made, with --sync as before", async () => {
    await withUnit({}, async ({ run, path }) => {
      await writeFile(join(path, "spool"), "");
      const argv = ["sendmail", "--to", "a@example.com", "-b", "Up.", "--json"];
      const ended = await run(argv);
      expect(ended.code).toBe(73);
      expect(JSON.parse(ended.output)).toEqual({
        error: { code: "queue-unusable", message: expect.stringContaining("nothing was accepted") },
      });
      expect((await run([...argv, "--sync"])).code).toBe(0);
    });
  });

  it.each([
    [["--to", "nobody"], "", 65],
    [["--to", "a@example.com b@example.com"], "", 65],
    [["--to", "a@example.com\r\nBcc: b@example.com"], "", 65],
    [["--to", "a@example.com", "--subject", "a\r\nBcc: b@example.com"], "", 65],
    [["--to", "a@example.com", "--from", "a@example.com, b@example.com"], "", 65],
    [["--to", "a@example.com", "--block", "Nothing/Such"], "", 65],
    [["--block", "Nothing"], "", 65],
    [["--subject", "nobody receives it"], "", 65],
    [["--to", "a@example.com", "--attach", "missing.txt"], "", 74],
    [["--to", "a@example.com", "--attach", "/"], "", 74],
    [["--to", "a@example.com"], Buffer.from([0xc3, 0x28]), 65],
    [["--to", "a@example.com"], Buffer.alloc(35 * 1024 * 1024 + 1, 97), 65],
    [["--to", "a@example.com", "b@example.com"], "", 64],
  ])("runSendmail() refuses %j before it connects", async (options, input, code) => {
    await withUnit({}, async ({ run, server }) => {
      const ended = await run(["sendmail", "--sync", ...options], { input });
      expect([ended.code, ended.output]).toEqual([code, ""]);
      expect(ended.errors).toMatch(/^fieldpost: Cannot [^\n]{10,400}\n$/);
      expect(server.sessions).toEqual([]);
    });
  });
});
