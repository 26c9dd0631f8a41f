import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { INTERACTIVE_TIMEOUTS, Secret } from "@fieldpost/core";
import { createTestAuthority } from "@fieldpost/mock-smtp";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  MESSAGE,
  mailbox,
  openUnit,
  SECRET_TEXT,
  shortOf,
  type TestUnit,
  USER,
} from "./_testing/delivery.ts";
import { type PostfixService, RELAY_LIMIT_BYTES } from "./_testing/postfix_config.ts";
import { type PostfixServer, postfixObstacle, startPostfix } from "./_testing/postfix_server.ts";
import { runFieldpost } from "./_testing/run_fieldpost.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { systemClock } from "./clock.ts";
import type { ComposedMessage, OutgoingMessage } from "./compose_message.ts";
import { openFieldpost } from "./open_fieldpost.ts";
import type { SendResult } from "./send_result.ts";

const SETTINGS: Readonly<Record<PostfixService, Readonly<Record<string, string>>>> = {
  relay: {},
  submission: { "Email/StartTLS": "required" },
  submissions: { "Email/SMTPS": "enabled" },
  anonymous: { "Email/StartTLS": "required" },
};

const IN_CLEAR = {
  tls: null,
  why: "the server does not offer STARTTLS; the server is on this machine",
};

const VERIFIED = {
  tls: "TLSv1.3",
  cipher: expect.stringMatching(/^TLS_/),
  verified: true,
  authority: expect.stringMatching(/./),
};

/** One mailbox for each test. */
const MAILBOXES = [
  ...["relay", "submission", "submissions", "exact", "eight-bit"],
  ...["denied", "known", "grey", "first", "second", "queued", "synced"],
  ...["asker", "asked", "chunks"],
].map((name) => `${name}@example.net`);

const MINUTE_MS = 60_000;

let postfix: PostfixServer;

interface PostfixUnitOptions {
  readonly service: PostfixService;
  readonly login?: boolean;
  readonly ca?: string;
}

async function openPostfixUnit(options: PostfixUnitOptions): Promise<TestUnit> {
  const { service, login = service !== "relay", ca = postfix.ca } = options;
  const settings = { "Email/Port": postfix.ports[service], ...SETTINGS[service] };
  return await openUnit({ settings, ca, login });
}

function messageTo(...to: readonly string[]): OutgoingMessage {
  return { ...MESSAGE, to: to.map((each) => mailbox(each)) };
}

function queueIdOf(result: SendResult): string {
  const words = result.kind === "sent" ? result.recipients[0]?.lastWords : undefined;
  return /queued as (\w+)$/.exec(words ?? "")?.[1] ?? `no queue id in ${words}`;
}

/** What the server added in front of a message, or why it is not the message that was sent. */
async function traceOf(address: string, sent: Uint8Array): Promise<string> {
  await postfix.logged(new RegExp(`to=<${address}>.*status=sent`));
  const files = await postfix.mail(address);
  if (files.length !== 1) return `${files.length} messages`;
  const stored = files[0] ?? Buffer.alloc(0);
  const expected = Buffer.from(
    Buffer.from(sent).toString("latin1").replaceAll("\r\n", "\n"),
    "latin1",
  );
  const isSame = stored.subarray(-expected.length).equals(expected);
  return isSame ? stored.subarray(0, -expected.length).toString() : `changed: ${stored}`;
}

/** The last line of a session: how often each command was used, and how often with success. */
async function tallyOf(pattern: RegExp): Promise<string> {
  const line = (await postfix.session(pattern)).at(-1) ?? "";
  return line.replace("disconnect from unknown[127.0.0.1] ", "").replace(/ commands=.*/, "");
}

function describeSending(): void {
  describe("Fieldpost.deliver() to Debian's Postfix with Dovecot's login", () => {
    it.each([
      {
        ...{ service: "relay" as const, port: 25, protocol: "ESMTP", loggedIn: "" },
        ...{ protection: IN_CLEAR, tally: "ehlo=1 mail=1 rcpt=1 data=1 quit=1" },
      },
      {
        ...{ service: "submission" as const, port: 587, protocol: "ESMTPSA" },
        loggedIn: `, sasl_method=PLAIN, sasl_username=${USER}`,
        ...{ protection: VERIFIED, tally: "ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 bdat=1 quit=1" },
      },
      {
        ...{ service: "submissions" as const, port: 465, protocol: "ESMTPSA" },
        loggedIn: `, sasl_method=SCRAM-SHA-256, sasl_username=${USER}`,
        ...{ protection: VERIFIED, tally: "ehlo=1 auth=1 mail=1 rcpt=1 bdat=1 quit=1" },
      },
    ])("arrives in the mailbox as on port $port", async (row) => {
      const { unit } = await openPostfixUnit({ service: row.service });
      const address = `${row.service}@example.net`;
      const composed = await unit.compose(messageTo(address));
      const result = await unit.deliver(composed);
      expect(shortOf(result)).toEqual(["delivered DELIVERED"]);
      expect(result).toMatchObject({ protection: row.protection });
      const trace = await traceOf(address, composed.content);
      expect(trace).toContain("Return-Path: <unit7@example.com>\n");
      expect(trace).toContain(`with ${row.protocol} id ${queueIdOf(result)}\n`);
      const client = new RegExp(`postfix/${row.service}/.* ${queueIdOf(result)}: client=`);
      expect(await postfix.logged(client)).toMatch(new RegExp(`client=[^,]*${row.loggedIn}$`));
      expect(await tallyOf(client)).toBe(row.tally);
    });

    it.each([
      ["submission", "SASL PLAIN", "ehlo=2 starttls=1 auth=0/1 quit=1"],
      ["submissions", "SASL SCRAM-SHA-256", "ehlo=1 auth=0/1 quit=1"],
    ] as const)("holds on %s after a refused login", async (service, method, tally) => {
      const { unit } = await openPostfixUnit({ service });
      await unit.setSecret(new Secret("another"));
      const result = await unit.sendNow(messageTo("denied@example.net"));
      expect(shortOf(result)).toEqual(["hold AUTH_REFUSED"]);
      expect(result).toMatchObject({
        protection: VERIFIED,
        recipients: [{ lastWords: expect.stringMatching(/^535 5\.7\.8 /) }],
      });
      expect(await tallyOf(new RegExp(`${method} authentication failed`))).toBe(tally);
    });

    it.each([
      ["submission", /submission\/.*lost connection after STARTTLS/, "ehlo=1 starttls=1"],
      ["submissions", /submissions\/.*lost connection after CONNECT/, ""],
    ] as const)("says nothing on %s to a certificate of another authority", async (...row) => {
      const [service, pattern, tally] = row;
      const { unit } = await openPostfixUnit({ service, ca: createTestAuthority().certificate });
      const result = await unit.sendNow(messageTo("denied@example.net"));
      expect(shortOf(result)).toEqual(["hold CERTIFICATE_INCOMPLETE_CHAIN"]);
      expect(result).toMatchObject({ protection: { tls: "TLSv1.3", verified: false } });
      expect((await tallyOf(pattern)).replace(/^commands=0\/0$/, "")).toBe(tally);
    });

    it.each([
      ["relay", "ops@example.org", "Relay access denied", IN_CLEAR],
      ["submission", "denied@example.net", "Access denied", VERIFIED],
    ] as const)("holds on %s what is not passed on without a login", async (...row) => {
      const [service, to, words, protection] = row;
      const { unit } = await openPostfixUnit({ service, login: false });
      const result = await unit.sendNow(messageTo(to));
      expect(shortOf(result)).toEqual(["hold RELAY_DENIED"]);
      expect(result).toMatchObject({
        protection,
        recipients: [{ lastWords: expect.stringContaining(`554 5.7.1 <${to}>: `) }],
      });
      const rejected = new RegExp(`postfix/${service}/.*reject: RCPT.*${words};.*to=<${to}>`);
      expect(await tallyOf(rejected)).toMatch(/mail=1 rcpt=0\/1 (?:bdat|data)=0\/1 quit=1$/);
    });

    it.each([
      ["required", "the connection ended before it was encrypted"],
      ["enabled", "the connection ended before anything was sent"],
    ])("holds when the server has no certificate, STARTTLS = %s", async (startTls, why) => {
      const settings = { "Email/Port": postfix.ports.anonymous, "Email/StartTLS": startTls };
      const { unit } = await openUnit({ settings, ca: postfix.ca, login: true });
      const result = await unit.sendNow(messageTo("denied@example.net"));
      expect(shortOf(result)).toEqual(["hold TLS_HANDSHAKE_FAILED"]);
      expect(result).toMatchObject({
        protection: { tls: null, why: `${why}; the server is on this machine` },
      });
      const tally = await tallyOf(/postfix\/anonymous\/.*no shared cipher/);
      expect(tally).toBe("ehlo=1 starttls=0/1");
    });

    it("does not give the secret to a server that asks for none", async () => {
      const { unit } = await openPostfixUnit({ service: "relay", login: true });
      const result = await unit.sendNow(messageTo("denied@example.net"));
      expect(shortOf(result)).toEqual(["hold AUTH_NOT_OFFERED"]);
      expect(await tallyOf(/postfix\/relay\/.*: disconnect .* ehlo=1 quit=1 /)).toBe(
        "ehlo=1 quit=1",
      );
    });

    it("sends no octet of a message that is too big", async () => {
      const { unit } = await openPostfixUnit({ service: "relay" });
      const text = "x".repeat(RELAY_LIMIT_BYTES);
      const result = await unit.sendNow({ ...messageTo("denied@example.net"), text });
      expect(shortOf(result)).toEqual(["permanent MESSAGE_TOO_BIG"]);
      expect(result).toMatchObject({
        protection: IN_CLEAR,
        recipients: [{ lastWords: expect.stringContaining(`takes ${RELAY_LIMIT_BYTES}`) }],
      });
      const lines = result.kind === "sent" ? result.transcript : [];
      const sent = lines.filter(({ from }) => from === "client").map(({ text }) => text);
      expect(sent).toEqual(["EHLO unit7.example.com", "QUIT"]);
      expect(await postfix.mail("denied@example.net")).toEqual([]);
    });

    it("fails one recipient for good and delivers to the other", async () => {
      const { unit } = await openPostfixUnit({ service: "relay" });
      const composed = await unit.compose(messageTo("known@example.net", "nobody@example.net"));
      const result = await unit.deliver(composed);
      expect(shortOf(result)).toEqual(["delivered DELIVERED", "permanent RECIPIENT_REFUSED"]);
      expect(result).toMatchObject({
        protection: IN_CLEAR,
        recipients: [{}, { lastWords: expect.stringContaining("550 5.1.1 <nobody@example.net>") }],
      });
      expect(await traceOf("known@example.net", composed.content)).toContain("Received: ");
      expect(await tallyOf(/reject: RCPT .*<nobody@example\.net>/)).toBe(
        "ehlo=1 mail=1 rcpt=1/2 data=1 quit=1",
      );
    });
  });
}

function describeContent(): void {
  const everyOctet = Buffer.from(Array.from({ length: 4096 }, (_, at) => at % 256));

  describe("Fieldpost.deliver() to Debian's Postfix, octet for octet", () => {
    it("keeps dots, long lines and an attachment of every octet", async () => {
      const { unit } = await openPostfixUnit({ service: "submissions" });
      const composed = await unit.compose({
        ...messageTo("exact@example.net"),
        subject: "Gr\u00fc\u00dfe",
        text: `.\n..\n.dot\n${"long ".repeat(1000)}\nGr\u00fc\u00dfe\n.\n`,
        attachments: [{ filename: "gr\u00fc\u00dfe.bin", content: everyOctet }],
      });
      expect(shortOf(await unit.deliver(composed))).toEqual(["delivered DELIVERED"]);
      expect(await traceOf("exact@example.net", composed.content)).toContain("Received: ");
    });

    it("keeps a large message that goes in several chunks", async () => {
      const { unit } = await openPostfixUnit({ service: "submissions" });
      const attachments = [{ filename: "large.bin", content: Buffer.alloc(600_000, everyOctet) }];
      const composed = await unit.compose({ ...messageTo("chunks@example.net"), attachments });
      expect(shortOf(await unit.deliver(composed))).toEqual(["delivered DELIVERED"]);
      expect(await traceOf("chunks@example.net", composed.content)).toContain("Received: ");
      expect(await tallyOf(/: disconnect .* bdat=4 /)).toBe(
        "ehlo=1 auth=1 mail=1 rcpt=1 bdat=4 quit=1",
      );
    });

    it("keeps a message of 8-bit lines as long as a line may be", async () => {
      const { unit } = await openPostfixUnit({ service: "submissions" });
      const composed = await unit.compose(messageTo("eight-bit@example.net"));
      const lines = [
        "From: unit7@example.com",
        "Subject: raw",
        `Message-ID: ${composed.messageId}`,
        "",
        ...[".", "..", `.${"\u00fc".repeat(997)}`, "\u00ff\u0080 \u00a0", "", "."],
      ];
      const content = Buffer.from(`${lines.join("\r\n")}\r\n`, "latin1");
      const raw: ComposedMessage = { ...composed, content, eightBit: true };
      const result = await unit.deliver(raw);
      expect(shortOf(result)).toEqual(["delivered DELIVERED"]);
      expect(JSON.stringify(result)).toContain(" BODY=8BITMIME");
      expect(await traceOf("eight-bit@example.net", content)).toContain("Received: ");
    });
  });
}

function describeQueue(): void {
  describe("MailQueue.run() to Debian's Postfix", () => {
    it("comes again to a greylist and delivers once", async () => {
      const { home } = await openPostfixUnit({ service: "submission" });
      let aheadMs = 0;
      const clock = { nowMs: () => systemClock.nowMs() + aheadMs };
      const timeouts = INTERACTIVE_TIMEOUTS;
      const unit = await openFieldpost({ home, environment: {}, clock, timeouts });
      const composed = await unit.compose(messageTo("grey@example.net"));
      const message = await unit.queue.accept(composed);
      const put = { kind: "ran", report: { attempted: 1, delivered: 0, failed: 0, waiting: 1 } };
      expect(await unit.queue.run()).toMatchObject(put);
      expect((await unit.queue.find(message))?.status.recipients).toMatchObject([
        { state: "open", last: { code: "RECIPIENT_DEFERRED" } },
      ]);
      expect(await unit.queue.run()).toMatchObject({ report: { attempted: 0, waiting: 1 } });
      aheadMs += 6 * MINUTE_MS;
      expect(await unit.queue.run()).toMatchObject({
        report: { attempted: 1, delivered: 1, failed: 0, waiting: 0 },
      });
      expect(await traceOf("grey@example.net", composed.content)).toContain("with ESMTPSA id");
      const refused = /reject: RCPT .* 450 4\.2\.0 <grey@example\.net>.*Greylisted/;
      expect(await tallyOf(refused)).toBe(
        "ehlo=2 starttls=1 auth=1 mail=1 rcpt=0/1 bdat=0/1 quit=1",
      );
    });

    it("asks for a notification, which Postfix gives with what the sender named", async () => {
      const { unit } = await openPostfixUnit({ service: "relay" });
      const from = mailbox("asker@example.net");
      const composed = await unit.compose({
        ...messageTo("asked@example.net"),
        from,
        parameters: {
          ...{ ret: "HDRS", envid: "alarm+207", notify: ["SUCCESS"] },
          recipients: { "asked@example.net": { orcpt: "rfc822;old+2Bname@example.net" } },
        },
      });
      await unit.queue.accept(composed);
      expect(await unit.queue.run()).toMatchObject({ report: { delivered: 1, waiting: 0 } });
      await postfix.logged(/to=<asker@example\.net>.*status=sent/);
      const report = (await postfix.mail("asker@example.net")).join("");
      expect(report).toContain("\nOriginal-Envelope-Id: alarm 7\n");
      expect(report).toContain("\nOriginal-Recipient: rfc822;old+name@example.net\n");
      expect(report).toContain("\nFinal-Recipient: rfc822; asked@example.net\n");
      expect(report).toContain("\nAction: delivered\n");
      expect(report).toContain("\nContent-Type: text/rfc822-headers\n");
    });

    it("sends two messages over one connection, each to its mailbox", async () => {
      const { unit } = await openPostfixUnit({ service: "submissions" });
      const addresses = ["first@example.net", "second@example.net"];
      const sent = [];
      for (const address of addresses) {
        const composed = await unit.compose(messageTo(address));
        await unit.queue.accept(composed);
        sent.push({ address, content: composed.content });
      }
      expect(await unit.queue.run()).toMatchObject({ report: { attempted: 2, delivered: 2 } });
      for (const { address, content } of sent) {
        expect(await traceOf(address, content)).toContain("with ESMTPSA id");
      }
      expect(await tallyOf(/: disconnect .* mail=2 /)).toMatch(
        /^ehlo=1 auth=1 mail=2 rcpt=2 bdat=2 /,
      );
    });
  });
}

function describeConduct(): void {
  describe("Fieldpost, as Debian's Postfix has seen it", () => {
    it("gives no reason for a warning but refused logins", async () => {
      const log = await postfix.log();
      const complaints = /\b(?:warning|error|fatal|panic|pipelining|non-SMTP|bare)\b/i;
      const isOfUs = (line: string) => !line.includes("postfix/anonymous/");
      const lines = log.split("\n").filter((line) => isOfUs(line) && complaints.test(line));
      expect(lines.filter((line) => !/SASL .* authentication failed/.test(line))).toEqual([]);
      expect(log).not.toContain("postfix/smtp[");
    });
  });
}

function describeCommand(): void {
  describe("fieldpost, the command, with Debian's Postfix as on port 465", () => {
    it("is set up, sends at once, and sends from the queue", async () => {
      const home = temporaryHome();
      const caFile = join(home, "ca.pem");
      await writeFile(caFile, postfix.ca);
      const port = `${postfix.ports.submissions}`;
      const ipconfig = ["ipconfig", "--mail-host", "localhost", "--port", port, "--username", USER];
      const from = ["--email", "unit7@example.com", "--password-stdin"];
      expect(await runFieldpost(home, [...ipconfig, ...from], `${SECRET_TEXT}\n`)).toMatch(/^0 /);
      const settings = ["Email/SMTPS = enabled", `Email/CaFile = ${caFile}`];
      for (const setting of settings) {
        expect(await runFieldpost(home, ["registry", setting])).toMatch(/^0 /);
      }
      const mail = ["sendmail", "--subject", "Boot", "--body", "Up.", "--to"];
      const synced = await runFieldpost(home, [...mail, "synced@example.net", "--sync"]);
      expect(synced).toMatch(/^0 .*encrypted with TLSv1\.3 TLS_\w+, certificate verified/s);
      expect(await runFieldpost(home, [...mail, "queued@example.net"])).toMatch(/^0 \S+\n$/);
      expect(await runFieldpost(home, ["queue", "run"])).toMatch(/^0 /);
      for (const address of ["synced@example.net", "queued@example.net"]) {
        await postfix.logged(new RegExp(`to=<${address}>.*status=sent`));
        const [stored] = await postfix.mail(address);
        expect(stored?.toString()).toMatch(/with ESMTPSA id .*\nSubject: Boot\n.*\n\nUp\.\n/s);
      }
    });
  });
}

const obstacle = postfixObstacle();

if (obstacle === undefined) {
  beforeAll(async () => {
    postfix = await startPostfix({ secret: SECRET_TEXT, addresses: MAILBOXES });
  });

  afterAll(async () => {
    await postfix?.close();
  });

  describeSending();
  describeContent();
  describeQueue();
  describeCommand();
  describeConduct();
} else {
  describe("Fieldpost.deliver() to Debian's Postfix with Dovecot's login", () => {
    it("says why it is not tried on this machine", () => {
      const sentence = `Postfix was not tried: ${obstacle} (as root: apt-get install postfix dovecot-core)`;
      process.stderr.write(`${sentence}\n`);
      // A run of the CI must have everything.
      expect(process.env["CI"] === undefined ? "" : sentence).toBe("");
    });
  });
}
