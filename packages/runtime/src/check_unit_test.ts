import { INTERACTIVE_TIMEOUTS, type SessionTimeouts } from "@fieldpost/core";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach, describe, expect, it } from "@jest/globals";
import { mailbox, openUnit, SECRET_TEXT, type TestUnit, USER } from "./_testing/delivery.ts";
import { closedPort, SHORT_LIMITS } from "./_testing/probe_target.ts";
import { answering, type ScriptedServer, startScripted } from "./_testing/scripted_server.ts";
import { rightAnswer, startTimeServer, type TimeServer } from "./_testing/time_server.ts";
import type { CheckProgress, CheckStep } from "./check_step.ts";
import { CHECK_PORTS, type CheckOptions, type CheckReport, checkUnit } from "./check_unit.ts";

const servers: (MockSmtp | ScriptedServer | TimeServer)[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const BOTH_LISTENERS: MockSmtpOptions = {
  listeners: [{ tls: "starttls" }, { tls: "implicit" }],
  users: { [USER]: SECRET_TEXT },
  authRequired: true,
  authNeedsTls: true,
  authMechanisms: ["PLAIN"],
};

async function mock(options: MockSmtpOptions): Promise<MockSmtp> {
  const server = await startMockSmtp(options);
  servers.push(server);
  return server;
}

const IMPATIENT: SessionTimeouts = { ...INTERACTIVE_TIMEOUTS, greeting: 200 };

interface Setting {
  readonly server: MockSmtp;
  readonly opened: TestUnit;
}

async function unitFor(
  options: MockSmtpOptions,
  settings: Readonly<Record<string, string | number>> = {},
  timeouts: SessionTimeouts = INTERACTIVE_TIMEOUTS,
): Promise<Setting> {
  const server = await mock(options);
  const opened = await openUnit({
    settings: { "Email/Port": server.port(), ...settings },
    ca: server.ca,
    login: true,
    timeouts,
  });
  return { server, opened };
}

async function check(
  { opened, server }: Setting,
  options: CheckOptions = {},
): Promise<CheckReport> {
  const ports = server.listeners.map(({ port }) => port ?? 0);
  return await checkUnit(opened.unit, { ports, limits: SHORT_LIMITS, ...options });
}

function stepOf(report: CheckReport, id: string): CheckStep {
  const step = report.steps.find((each) => each.id === id);
  if (step === undefined) throw new Error(`Cannot find the step ${id}`);
  return step;
}

function statusesOf({ steps }: CheckReport, ...ids: readonly string[]): readonly string[] {
  return ids.map((id) => steps.find((each) => each.id === id)?.status ?? "none");
}

/** Everything that clients have said to a server. */
function saidTo(server: MockSmtp): string {
  return server.sessions
    .flatMap(({ transcript }) => transcript.filter(({ by }) => by === "client"))
    .map(({ text }) => text)
    .join("\n");
}

describe("checkUnit() of a mail server", () => {
  it("looks at every port, connects by the plan and asks for nothing more", async () => {
    const setting = await unitFor(BOTH_LISTENERS);
    const report = await check(setting);
    const [starttls = 0, implicit = 0] = setting.server.listeners.map(({ port }) => port ?? 0);
    expect(report.path).toBe("works");
    expect(
      statusesOf(
        report,
        "dns",
        "clock",
        `port-${starttls}-ipv4`,
        `port-${implicit}-ipv4`,
        "plan",
        "connection",
        "login",
        "message",
      ),
    ).toEqual(["ok", "skipped", "ok", "ok", "ok", "ok", "skipped", "skipped"]);
    expect(stepOf(report, `port-${implicit}-ipv4`).summary).toMatch(
      /^TLS from the first byte, TLSv1\.3 TLS_AES_256_GCM_SHA384, verified by mock-smtp test authority, until \d{4}-\d\d-\d\d \(364 days\); login PLAIN; up to 52 MB$/,
    );
    expect(stepOf(report, "connection").summary).toBe(
      "encrypted with TLSv1.3 TLS_AES_256_GCM_SHA384, certificate verified by mock-smtp test authority",
    );
  });

  it("recommends the strongest of what it found", async () => {
    const setting = await unitFor(BOTH_LISTENERS);
    const { recommendation } = await check(setting);
    const [starttls = 0, implicit = 0] = setting.server.listeners.map(({ port }) => port ?? 0);
    expect(recommendation).toMatchObject({
      kind: "recommended",
      rule: "R2",
      assignments: [
        ["Email/Port", String(implicit)],
        ["Email/SMTPS", "enabled"],
      ],
      alternatives: [{ rule: "R4", port: starttls }],
    });
  });

  it("works by what it recommends", async () => {
    const setting = await unitFor(BOTH_LISTENERS);
    const { recommendation } = await check(setting);
    await setting.opened.unit.registry.assign(recommendation?.assignments ?? []);
    const after = await check(setting, { login: true });
    expect(after.path).toBe("works");
    expect(after.recommendation?.assignments).toEqual([]);
    expect(statusesOf(after, "connection", "login")).toEqual(["ok", "ok"]);
  });

  it("tells each step when it waits, runs and ends", async () => {
    const setting = await unitFor({ listeners: [{ tls: "starttls" }] });
    const told: (CheckStep | CheckProgress)[] = [];
    const report = await check(setting, { onStep: (step) => told.push(step) });
    const ids = report.steps.map(({ id }) => id);
    expect(told.slice(0, ids.length).map(({ id, status }) => [id, status])).toEqual(
      ids.map((id) => [id, "waiting"]),
    );
    for (const { id, status } of report.steps) {
      const statuses = told.filter((each) => each.id === id).map((each) => each.status);
      expect(statuses).toEqual(["waiting", "running", status]);
    }
  });

  it("looks at the configured port besides the usual ones", async () => {
    const port = await closedPort();
    const { unit } = await openUnit({ settings: { "Email/Port": port } });
    const { steps } = await checkUnit(unit, { limits: { ...SHORT_LIMITS, connectMs: 500 } });
    const ipv4 = steps.map(({ id }) => id).filter((id) => id.endsWith("-ipv4"));
    expect(ipv4).toEqual([port, ...CHECK_PORTS].map((each) => `port-${each}-ipv4`));
  });
});

describe("checkUnit() of the login and the message", () => {
  it("sends no credential, sender or content without being asked", async () => {
    const setting = await unitFor(BOTH_LISTENERS);
    const report = await check(setting);
    await setting.server.close();
    const said = saidTo(setting.server);
    expect(new Set(said.split("\n"))).toEqual(
      new Set(["EHLO unit7.example.com", "STARTTLS", "QUIT"]),
    );
    expect(setting.server.sessions.filter(({ auth }) => auth !== null)).toEqual([]);
    expect(setting.server.messages).toEqual([]);
    expect(JSON.stringify(report)).not.toContain(SECRET_TEXT);
  });

  it.each([
    ["a server in clear", { listeners: [{ tls: "none" }] }, {}],
    [
      "a password that may go in clear",
      { listeners: [{ tls: "none" }] },
      { "Email/PasswordInClearDangerous": "I-accept", "Email/StartTLS": "disabled" },
    ],
    [
      "a certificate that nobody checks",
      { listeners: [{ tls: "starttls", certificate: "self-signed" }] },
      { "Email/SkipVerificationDangerous": "I-accept" },
    ],
    ["TLS from the first byte", { listeners: [{ tls: "implicit" }] }, { "Email/SMTPS": "enabled" }],
    ["a login that leaves with the greeting", { faults: ["starttls-injection"] }, {}],
    ["a server that takes STARTTLS away", { faults: ["starttls-stripped"] }, {}],
  ] as const)("says nothing of it to %s", async (_, options, settings) => {
    const setting = await unitFor(options, settings);
    await check(setting);
    await setting.server.close();
    const said = saidTo(setting.server).split("\n");
    const allowed = ["EHLO unit7.example.com", "STARTTLS", "QUIT", ""];
    expect(said.filter((line) => !allowed.includes(line))).toEqual([]);
    expect(setting.server.messages).toEqual([]);
  });

  it("logs in once when it is asked to, and sends nothing", async () => {
    const setting = await unitFor(BOTH_LISTENERS);
    const report = await check(setting, { login: true });
    expect(stepOf(report, "login").summary).toBe(
      "logged in as joe, encrypted with TLSv1.3 TLS_AES_256_GCM_SHA384, certificate verified by mock-smtp test authority",
    );
    const logins = setting.server.sessions.flatMap(({ auth }) => auth ?? []);
    expect(logins).toEqual([{ mechanism: "PLAIN", identity: USER }]);
    expect(saidTo(setting.server)).not.toContain("MAIL");
    const lines = (await setting.opened.unit.log.lines()).filter((line) => line.includes("login"));
    expect(lines).toEqual([
      expect.stringMatching(/Check of the login to localhost port \d+ as joe: logged in$/),
    ]);
    expect(JSON.stringify(report)).not.toContain(SECRET_TEXT);
    expect(JSON.stringify(report)).not.toContain(Buffer.from(SECRET_TEXT).toString("base64"));
  });

  it("sends one message to whom it is told", async () => {
    const setting = await unitFor(BOTH_LISTENERS);
    const report = await check(setting, { sendTo: mailbox("ops@example.net") });
    expect(stepOf(report, "message")).toMatchObject({
      status: "ok",
      summary: expect.stringMatching(/^taken: .*encrypted with TLSv1\.3 /),
    });
    const { envelope, subject } = await setting.server.next();
    expect([envelope.from, envelope.recipients.map(({ address }) => address), subject]).toEqual([
      "unit7@example.com",
      ["ops@example.net"],
      "Test message from unit7.example.com",
    ]);
    expect(setting.server.messages).toHaveLength(1);
  });

  it("sends no message after a login that failed", async () => {
    const setting = await unitFor({ ...BOTH_LISTENERS, users: { [USER]: "another" } });
    const report = await check(setting, { login: true, sendTo: mailbox("ops@example.net") });
    expect(report.path).toBe("fails");
    expect(statusesOf(report, "connection", "login", "message")).toEqual(["ok", "fail", "skipped"]);
    expect(setting.server.messages).toEqual([]);
  });

  it("does not log in to a server that did not prove its name", async () => {
    const wrong = [{ tls: "starttls", certificate: "wrong-host" }] as const;
    const required = { "Email/StartTLS": "required" };
    const setting = await unitFor({ ...BOTH_LISTENERS, listeners: wrong }, required);
    const report = await check(setting, { login: true });
    expect(report.path).toBe("fails");
    expect(statusesOf(report, "connection", "login")).toEqual(["fail", "skipped"]);
    expect(stepOf(report, "connection").facts).toMatchObject({
      connection: { failure: { code: "CERTIFICATE_NAME_MISMATCH" } },
    });
    expect(report.recommendation).toMatchObject({ kind: "none", rule: "N2" });
    expect(saidTo(setting.server)).not.toContain("AUTH");
  });

  it("knows a pinned key, and one that is another", async () => {
    const self = [{ tls: "starttls", certificate: "self-signed" }] as const;
    const setting = await unitFor({ ...BOTH_LISTENERS, listeners: self });
    const [port = 0] = setting.server.listeners.map((each) => each.port ?? 0);
    const before = await check(setting);
    const { facts } = stepOf(before, `port-${port}-ipv4`);
    const pin = facts.kind === "port" ? (facts.port.tls?.spkiPin ?? "") : "";
    await setting.opened.unit.registry.assign([["Email/Pin1", pin]]);
    const pinned = await check(setting, { login: true });
    expect([pinned.path, stepOf(pinned, `port-${port}-ipv4`).summary]).toEqual([
      "works",
      expect.stringContaining("key pinned"),
    ]);
    expect(pinned.recommendation).toMatchObject({ kind: "recommended", mode: "starttls-must" });
    const another = `sha256/${"A".repeat(43)}=`;
    await setting.opened.unit.registry.assign([["Email/Pin1", another]]);
    const refused = await check(setting, { login: true });
    expect(stepOf(refused, "connection").facts).toMatchObject({
      connection: { failure: { code: "PIN_MISMATCH" } },
    });
    expect(refused.recommendation).toMatchObject({ kind: "none", rule: "N2" });
  });

  it("judges without a login that none is offered", async () => {
    const setting = await unitFor({ listeners: [{ tls: "starttls" }], hide: ["AUTH"] });
    const report = await check(setting);
    expect(stepOf(report, "connection").facts).toMatchObject({
      connection: { failure: { code: "AUTH_NOT_OFFERED" } },
    });
    expect(report.recommendation).toMatchObject({ kind: "none", rule: "N3" });
  });
});

describe("checkUnit() of another host", () => {
  it.each([{ login: true }, { sendTo: mailbox("ops@example.net") }])(
    "never takes the secret there",
    async (asked) => {
      const { unit } = await openUnit({ settings: {}, login: true });
      const text =
        "Cannot log in to another host: the secret is for the configured host, one of both is accepted";
      await expect(checkUnit(unit, { host: "127.0.0.1", ...asked })).rejects.toThrow(
        new TypeError(text),
      );
    },
  );

  it("recommends the host with its port", async () => {
    const setting = await unitFor(BOTH_LISTENERS, { "IpConfig/MailHost": "smtp.example.com" });
    const report = await check(setting, { host: "localhost" });
    expect(report.path).toBe("works");
    expect(report.recommendation?.assignments[0]).toEqual(["IpConfig/MailHost", "localhost"]);
  });

  it("refuses what is no host", async () => {
    const { unit } = await openUnit({ settings: {} });
    await expect(checkUnit(unit, { host: "no host" })).rejects.toThrow(SyntaxError);
  });
});

describe("checkUnit() where something is wrong", () => {
  it("refuses with the plan", async () => {
    const setting = await unitFor(BOTH_LISTENERS, { "Email/StartTLS": "disabled" });
    await setting.opened.unit.registry.assign([["SSL/Required", "enabled"]]);
    const report = await check(setting, { login: true });
    expect(report.path).toBe("refused");
    expect(statusesOf(report, "plan", "connection", "login", "message")).toEqual([
      "fail",
      "skipped",
      "skipped",
      "skipped",
    ]);
    expect(report.recommendation?.kind).toBe("recommended");
  });

  it("does not know a host that is not there", async () => {
    const settings = { "IpConfig/MailHost": "nobody.invalid", "Email/Port": 587 };
    const { unit } = await openUnit({ settings });
    const report = await checkUnit(unit, { ports: [587], limits: SHORT_LIMITS });
    expect(report.path).toBe("fails");
    expect(statusesOf(report, "dns", "port-587-ipv4", "connection")).toEqual([
      "fail",
      "skipped",
      "fail",
    ]);
    expect(report.recommendation).toBeUndefined();
  });

  it("warns of a port that is closed and of one that is no mail server", async () => {
    const web = await startScripted(answering("HTTP/1.1 400 Bad\r\n"));
    servers.push(web);
    const closed = await closedPort();
    const { unit } = await openUnit({ settings: { "Email/Port": closed } });
    const report = await checkUnit(unit, { ports: [closed, web.port], limits: SHORT_LIMITS });
    expect(stepOf(report, `port-${closed}-ipv4`)).toMatchObject({
      status: "warn",
      summary: "closed: nothing listens there (ECONNREFUSED)",
    });
    expect(stepOf(report, `port-${web.port}-ipv4`)).toMatchObject({
      status: "warn",
      summary: expect.stringContaining('first "HTTP/1.1 400 Bad'),
    });
    expect([report.path, report.recommendation?.rule]).toEqual(["fails", "N1"]);
  });

  it("fails with a CA file that cannot be read", async () => {
    const setting = await unitFor(BOTH_LISTENERS, { "Email/CaFile": "/nonexistent/ca.pem" });
    const report = await check(setting);
    expect(stepOf(report, "plan")).toMatchObject({
      status: "fail",
      summary:
        'Cannot use Email/CaFile = "/nonexistent/ca.pem": it is missing (ENOENT), the path of a PEM file with certificates is accepted',
    });
  });

  it("says in clear and why", async () => {
    const setting = await unitFor({ listeners: [{ tls: "none" }] });
    const report = await check(setting);
    const [port = 0] = setting.server.listeners.map((listener) => listener.port ?? 0);
    expect(stepOf(report, `port-${port}-ipv4`)).toMatchObject({
      status: "warn",
      summary: expect.stringMatching(/^in clear: STARTTLS is not offered; login /),
    });
    // On this machine a login in clear is allowed, and nothing in clear is ever recommended for one.
    expect(stepOf(report, "connection")).toMatchObject({
      status: "ok",
      summary: "in clear: the server does not offer STARTTLS; the server is on this machine",
    });
    expect(report.recommendation).toMatchObject({ kind: "none", rule: "N5" });
  });

  it.each([
    ["implicit", { "Email/SMTPS": "disabled" }, "GREETING_TIMEOUT"],
    ["starttls", { "Email/SMTPS": "enabled" }, "SMTPS_ON_PLAINTEXT_PORT"],
  ] as const)("is certain of the wrong mode towards %s", async (tls, settings, code) => {
    const setting = await unitFor({ listeners: [{ tls }] }, settings, IMPATIENT);
    const report = await check(setting);
    expect(stepOf(report, "connection").facts).toMatchObject({
      connection: {
        failure: { code },
        diagnosis: { certainty: "certain", change: [{ key: "Email/SMTPS", isExact: true }] },
      },
    });
  });

  it("ends when it is told to, with the steps so far", async () => {
    const owner = new AbortController();
    const silent = await startScripted(() => owner.abort());
    servers.push(silent);
    const { unit } = await openUnit({ settings: { "Email/Port": silent.port } });
    const report = await checkUnit(unit, {
      ports: [silent.port],
      signal: owner.signal,
      limits: { ...SHORT_LIMITS, greetingMs: 60_000 },
    });
    expect(report.path).toBe("unknown");
    expect(statusesOf(report, `port-${silent.port}-ipv4`, "connection", "message")).toEqual([
      "unknown",
      "skipped",
      "skipped",
    ]);
  });
});

describe("checkUnit() of the clock", () => {
  it.each([
    [
      "right",
      0,
      "ok",
      /^right \(0 ms off\), compared with 127\.0\.0\.1 \(stratum 2, round trip \d+ ms\)$/,
    ],
    [
      "late",
      3_600_000,
      "warn",
      /^the clock is 60 minutes late, compared with 127\.0\.0\.1 \(stratum 2/,
    ],
    [
      "early",
      -10_000,
      "warn",
      /^the clock is 10\.0 s early, compared with 127\.0\.0\.1 \(stratum 2/,
    ],
  ])("measures one that is %s", async (_, offsetMs, status, summary) => {
    const nowMs = Date.UTC(2026, 10, 22, 9);
    const time = await startTimeServer((query) => [rightAnswer(query, nowMs + offsetMs)]);
    servers.push(time);
    const { unit } = await openUnit({ settings: { "IpConfig/NtpServer": "127.0.0.1" } });
    const report = await checkUnit(unit, {
      ports: [await closedPort()],
      limits: { ...SHORT_LIMITS, connectMs: 300 },
      ntpPort: time.port,
      clock: { nowMs: () => nowMs },
    });
    expect(stepOf(report, "clock")).toMatchObject({
      status,
      summary: expect.stringMatching(summary),
    });
  });

  it("fails when it is earlier than this program", async () => {
    const { unit } = await openUnit({ settings: {} });
    const clock = { nowMs: () => Date.UTC(1970, 0, 1, 1) };
    const report = await checkUnit(unit, { ports: [await closedPort()], clock });
    expect(stepOf(report, "clock").status).toBe("fail");
  });
});
