import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEmailAddress, Secret } from "@fieldpost/core";
import { type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import {
  type CheckOptions,
  type CheckReport,
  checkUnit,
  type Fieldpost,
  openFieldpost,
  toAscii,
} from "@fieldpost/runtime";
import { afterEach, describe, expect, it } from "@jest/globals";
import { sayGerman } from "./say_german.ts";

const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Settings = Readonly<Record<string, string>>;

async function openUnit(settings: Settings, ca?: string): Promise<Fieldpost> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-german-"));
  ends.push(async () => await rm(home, { recursive: true }));
  const unit = await openFieldpost({ home, environment: {} });
  const caFile = join(home, "ca.pem");
  if (ca !== undefined) await writeFile(caFile, ca);
  const all: Settings = {
    "IpConfig/EmailAddress": "unit7@example.com",
    "IpConfig/HostName": "unit7.example.com",
    "Email/Username": "joe",
    ...(ca === undefined ? {} : { "Email/CaFile": caFile }),
    ...settings,
  };
  await unit.registry.assign(Object.entries(all));
  await unit.setSecret(new Secret("open sesame"));
  return unit;
}

const LIMITS = { connectMs: 500, greetingMs: 500, replyMs: 2000, tlsMs: 2000, dnsMs: 5000 };

/** Checks a unit whose mail host is a capture server. */
async function checkAt(
  options: MockSmtpOptions,
  settings: Settings,
  asked: CheckOptions = {},
): Promise<CheckReport> {
  const server = await startMockSmtp({ users: { joe: "open sesame" }, ...options });
  ends.push(async () => await server.close());
  const port = String(server.port());
  const unit = await openUnit(
    { "IpConfig/MailHost": "localhost", "Email/Port": port, ...settings },
    server.ca,
  );
  const ports = server.listeners.map((listener) => listener.port ?? 0);
  return await checkUnit(unit, { ports, limits: LIMITS, ...asked });
}

/** The port of something that answers every connection with these words. */
async function scripted(words: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined).resume();
    socket.end(words);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  ends.push(async () => await new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

function unsaidOf({ steps, recommendation }: CheckReport): readonly string[] {
  const words = steps.flatMap(({ title, summary, facts }) => [
    title,
    summary,
    ...(facts.kind === "connection" ? diagnosisWords(facts.connection.diagnosis) : []),
  ]);
  const reasons = recommendation === undefined ? [] : [recommendation.reason];
  return [...words, ...reasons].filter((each) => sayGerman(each) === undefined);
}

function diagnosisWords(found: { cause: string; fix: string } | undefined): readonly string[] {
  return found === undefined ? [] : [found.cause, found.fix];
}

const BOTH: MockSmtpOptions = { listeners: [{ tls: "starttls" }, { tls: "implicit" }] };
const TO = { name: undefined, address: parseEmailAddress("ops@example.net", toAscii) };
const ANOTHER_PIN = `sha256/${"A".repeat(43)}=`;

const CASES: readonly (readonly [string, MockSmtpOptions, Settings, CheckOptions])[] = [
  ["both ways to encrypt", BOTH, {}, { login: true, sendTo: TO }],
  ["a login that is refused", { ...BOTH, users: { joe: "another" } }, {}, { login: true }],
  ["a server in clear", { listeners: [{ tls: "none" }] }, {}, {}],
  [
    "a server in clear, and TLS required",
    { listeners: [{ tls: "none" }] },
    { "Email/StartTLS": "required" },
    {},
  ],
  ["a server without a login", { ...BOTH, hide: ["AUTH"] }, {}, {}],
  ["a plan that is refused", BOTH, { "SSL/Enabled": "disabled", "Email/StartTLS": "required" }, {}],
  [
    "a certificate of itself",
    { listeners: [{ tls: "starttls", certificate: "self-signed" }] },
    {},
    {},
  ],
  [
    "a certificate for another",
    { listeners: [{ tls: "starttls", certificate: "wrong-host" }] },
    { "Email/StartTLS": "required" },
    {},
  ],
  [
    "a certificate that is over",
    { listeners: [{ tls: "implicit", certificate: "expired" }] },
    { "Email/SMTPS": "enabled" },
    {},
  ],
  [
    "a certificate that nobody checks",
    { listeners: [{ tls: "starttls", certificate: "expired" }] },
    { "Email/SkipVerificationDangerous": "I-accept" },
    {},
  ],
  ["another pin", BOTH, { "Email/Pin1": ANOTHER_PIN }, {}],
  ["STARTTLS taken away", { faults: ["starttls-stripped"] }, {}, {}],
  ["bytes beside STARTTLS", { faults: ["starttls-injection"] }, {}, {}],
  ["the wrong mode", { listeners: [{ tls: "starttls" }] }, { "Email/SMTPS": "enabled" }, {}],
  ["a time server that is none", BOTH, { "IpConfig/NtpServer": "127.0.0.1" }, { ntpPort: 9 }],
  ["a CA file that is none", BOTH, { "Email/CaFile": "/nonexistent/ca.pem" }, {}],
];

describe("sayGerman()", () => {
  it.each(CASES)("says all that a check finds at %s", async (_, options, settings, asked) => {
    expect(unsaidOf(await checkAt(options, settings, asked))).toEqual([]);
  });

  it("says all that a check finds without a mail host", async () => {
    expect(unsaidOf(await checkUnit(await openUnit({})))).toEqual([]);
  });

  it("says all that a check finds at a host that is not there, and at an address", async () => {
    for (const host of ["nobody.invalid", "127.0.0.1"]) {
      const unit = await openUnit({ "IpConfig/MailHost": host });
      expect(unsaidOf(await checkUnit(unit, { ports: [], limits: LIMITS }))).toEqual([]);
    }
  });

  it.each(["HTTP/1.1 400 Bad\r\n", "554 5.7.1 go away\r\n", ""])(
    "says all that a check finds where %j answers",
    async (words) => {
      const port = await scripted(words);
      const unit = await openUnit({ "IpConfig/MailHost": "127.0.0.1", "Email/Port": `${port}` });
      expect(unsaidOf(await checkUnit(unit, { ports: [port], limits: LIMITS }))).toEqual([]);
    },
  );

  it("says a port and a connection as a person would", async () => {
    const { steps } = await checkAt({ listeners: [{ tls: "none" }] }, {});
    const summaryOf = (id: RegExp) => steps.find((step) => id.test(step.id))?.summary ?? "";
    expect(sayGerman(summaryOf(/^port-\d+-ipv4$/))).toMatch(
      /^unverschlüsselt, denn STARTTLS wird nicht angeboten; Anmeldung mit .*; bis 52 MB$/,
    );
    expect(sayGerman(summaryOf(/^connection$/))).toBe(
      "unverschlüsselt, denn der Server bietet kein STARTTLS an; der Server läuft auf diesem Gerät",
    );
  });
});
