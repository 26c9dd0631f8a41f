import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startMockSmtp } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { openFakeIo } from "../_testing/fake_io.ts";
import { withHome } from "../_testing/with_home.ts";
import { run } from "../main.ts";

const LOG = `msmtp: authentication failed (method PLAIN)
msmtp: server message: 534-5.7.9 Application-specific password required. For more information, go to
msmtp: server message: 534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor
password = hunter2
`;

const EXPLAINED = `1 failure found in this log. It has the form of msmtp.

Line 2, at auth: 534 5.7.9 Application-specific password required. For more information, go to https://support.google.com/mail/?p=InvalidSecondFactor
  Cause: 2-Step Verification is on for this account, and its own password was used.
  Remedy: Needs a 16-character app password.
  Change: Email/Password to a 16-character app password, made in the Google account under Security, with: fieldpost ipconfig --password-stdin
`;

describe("runExplain()", () => {
  it("explains what stands on standard input", async () => {
    await withHome(async ({ path: home }) => {
      const io = openFakeIo({ home, input: LOG });
      expect(await run(["explain"], io)).toBe(0);
      expect([io.output(), io.errors()]).toEqual([EXPLAINED, ""]);
    });
  });

  it("explains a file, and shows it without its secrets when asked", async () => {
    await withHome(async ({ path: home, run: start }) => {
      const path = join(home, "..", "pasted.txt");
      await writeFile(path, LOG);
      expect((await start(["explain", path])).output).toBe(EXPLAINED);
      const { output } = await start(["explain", path, "--log"]);
      expect(output).toContain("password = ****\n\n1 failure found");
      expect(output).not.toContain("hunter2");
    });
  });

  it("answers programs with one document", async () => {
    await withHome(async ({ path: home }) => {
      const io = openFakeIo({ home, input: LOG });
      await run(["explain", "--json"], io);
      const answer = JSON.parse(io.output());
      expect(answer).toMatchObject({
        product: "msmtp",
        isCut: false,
        firstLine: 1,
        findings: [
          {
            line: 2,
            count: 1,
            stage: "auth",
            diagnoses: [
              { id: "gmail-app-password-required", certainty: "certain", act: "hold" },
              {},
            ],
          },
        ],
      });
      expect(io.output()).not.toContain("hunter2");
    });
  });

  it.each([
    [
      "nothing that went wrong",
      "C: QUIT\nS: 221 Bye\n",
      "No failures found in this log. It has the form of Fieldpost.\nIf something failed: the lines around it, or a log of the whole dialogue, may tell more.\n",
    ],
    [
      "octets that are no text",
      new Uint8Array([0xff, 0xfd, 0x00]),
      "No failures found in this log.\nIf something failed: the lines around it, or a log of the whole dialogue, may tell more.\n",
    ],
    [
      "a log in UTF-16, as PowerShell writes it",
      Buffer.from("\ufeffC: NOOP\r\nS: 550 Quux\r\n", "utf16le"),
      "1 failure found in this log. It has the form of Fieldpost.\n\nLine 2: 550 Quux\n  The catalogue of failures does not know this one.\n",
    ],
    [
      "a failure whose program does not say why",
      "Mailer Error: SMTP connect() failed.\n",
      "1 failure found in this log. It has the form of PHPMailer.\n\nLine 1: Mailer Error: SMTP connect() failed.\n  The program does not say why. Have it log the whole dialogue, and explain that.\n",
    ],
    [
      "a log of which only the end is read",
      `${`${"x".repeat(99)}\n`.repeat(11_000)}S: 550 Quux\n`,
      "1 failure found in this log. It has the form of Fieldpost.\nThe log is long: it was read from line 516 on.\n\nLine 11001: 550 Quux\n  The catalogue of failures does not know this one.\n",
    ],
    [
      "a failure that nobody knows",
      "C: NOOP\nS: 550 Quux\n",
      "1 failure found in this log. It has the form of Fieldpost.\n\nLine 2: 550 Quux\n  The catalogue of failures does not know this one.\n",
    ],
  ])("says of %s what it is", async (_, input, expected) => {
    await withHome(async ({ path: home }) => {
      const io = openFakeIo({ home, input });
      expect(await run(["explain"], io)).toBe(0);
      expect(io.output()).toBe(expected);
    });
  });

  it.each(["", " \r\n\n"])("refuses a log without anything in it: %j", async (input) => {
    await withHome(async ({ path: home }) => {
      const io = openFakeIo({ home, input });
      expect([await run(["explain"], io), io.output(), io.errors()]).toEqual([
        65,
        "",
        "fieldpost: Cannot explain the log: it is empty, the lines around a failure are accepted\n",
      ]);
    });
  });

  it("keeps what a terminal would obey from it", async () => {
    await withHome(async ({ path: home }) => {
      const io = openFakeIo({ home, input: "S: 550 5.1.1 \u001b[2J no\n" });
      await run(["explain", "--log"], io);
      expect(io.output()).not.toContain("\u001b");
    });
  });

  it.each([
    [["explain", "one", "two"], 64, "Cannot explain more than one log at a time: name one file"],
    [
      ["explain", "/nowhere/at/all"],
      74,
      "Cannot read the log /nowhere/at/all: it is missing (ENOENT)",
    ],
  ])("refuses %j with %d", async (argv, code, message) => {
    await withHome(async ({ run: start }) => {
      const ended = await start(argv);
      expect(ended.code).toBe(code);
      expect(ended.errors).toContain(message);
    });
  });

  it("does not wait for a person who was not told", async () => {
    await withHome(async ({ path: home }) => {
      const io = openFakeIo({ home, answers: [] });
      expect(await run(["explain"], io)).toBe(64);
      expect(io.errors()).toContain("a dash for what is pasted here");
    });
  });
});

describe("runSendmail() of a message that fails", () => {
  it("shows the server's words, what they mean, and what to change", async () => {
    const server = await startMockSmtp({
      listeners: [{ tls: "none" }],
      faults: [
        {
          when: { stage: "mail" },
          act: { reply: "530 5.7.0 Must issue a STARTTLS command first" },
        },
      ],
    });
    await withHome(async ({ run: start }) => {
      await start([
        "registry",
        "IpConfig/MailHost=127.0.0.1",
        "IpConfig/EmailAddress=unit7@example.com",
        `Email/Port=${server.port()}`,
        "Email/StartTLS=disabled",
      ]);
      const argv = ["sendmail", "--sync", "--to", "a@x.example", "--subject", "s", "--body", "b"];
      const { output } = await start(argv);
      expect(output).toContain("Last words: 530 5.7.0 Must issue a STARTTLS command first\n");
      expect(output).toContain(
        "  Cause: 127.0.0.1 takes no mail before the connection is encrypted.\n  Remedy: Turn STARTTLS on.\n  Change: Email/StartTLS = required, with: fieldpost registry 'Email/StartTLS = required'\n",
      );
      const answer = JSON.parse((await start([...argv, "--json"])).output);
      expect(answer.recipients[0].diagnosis).toMatchObject({
        id: "starttls-must-come-first",
        change: [{ key: "Email/StartTLS", value: "required" }],
      });
    });
    await server.close();
  });
});
