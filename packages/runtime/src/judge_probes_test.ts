import { describe, expect, it } from "@jest/globals";
import { judgePort } from "./_judge_port.ts";
import { judgeAddresses, judgeClock, judgeDns } from "./_judge_probes.ts";
import type { AddressProbe } from "./probe_addresses.ts";
import type { ClockProbe } from "./probe_clock.ts";
import type { DnsAnswer } from "./probe_dns.ts";
import type { PortProbe } from "./probe_port.ts";

const CERTIFICATE = {
  subject: "mx.example",
  names: ["mx.example", "mail.example", "smtp.example"],
  issuer: "R11",
  authority: "ISRG Root X1",
  validFrom: "2026-11-01T00:00:00.000Z",
  validTo: "2027-01-30T12:00:00.000Z",
  daysLeft: 69,
  fingerprint: "AA",
};

const TLS = {
  protocol: "TLSv1.3",
  cipher: "TLS_AES_128_GCM_SHA256",
  spkiPin: "sha256/x",
  certificateFailure: undefined,
  certificate: CERTIFICATE,
};

const OPEN: PortProbe = {
  port: 587,
  family: "ipv4",
  address: "192.0.2.1",
  reach: "open",
  connectMs: 1,
  opening: "plain",
  firstBytes: "220 mx",
  greeting: "220 mx",
  tls: TLS,
  proof: "certificate",
  offersStartTls: true,
  capabilities: [],
  authBeforeTls: [],
  authAfterTls: ["PLAIN", "LOGIN"],
  sizeLimitBytes: 35_882_577,
  failure: undefined,
};

function withDays(daysLeft: number): PortProbe {
  return { ...OPEN, tls: { ...TLS, certificate: { ...CERTIFICATE, daysLeft } } };
}

function failed(stage: "connect" | "greeting", code: string): PortProbe["failure"] {
  return { stage, code, message: "said the platform" };
}

const SECURE = "TLSv1.3 TLS_AES_128_GCM_SHA256";
const OFFER = "login PLAIN, LOGIN; up to 35 MB";

describe("judgePort()", () => {
  it.each<[string, PortProbe, string, string]>([
    [
      "STARTTLS",
      OPEN,
      "ok",
      `STARTTLS, ${SECURE}, verified by ISRG Root X1, until 2027-01-30 (69 days); ${OFFER}`,
    ],
    [
      "TLS from the first byte",
      { ...OPEN, opening: "implicit", offersStartTls: false },
      "ok",
      `TLS from the first byte, ${SECURE}, verified by ISRG Root X1, until 2027-01-30 (69 days); ${OFFER}`,
    ],
    [
      "a certificate that ends tomorrow",
      withDays(1),
      "warn",
      `STARTTLS, ${SECURE}, verified by ISRG Root X1, until 2027-01-30 (1 day); ${OFFER}`,
    ],
    [
      "a pinned key",
      { ...withDays(1), proof: "pin" },
      "ok",
      `STARTTLS, ${SECURE}, key pinned; ${OFFER}`,
    ],
    [
      "another key than the pinned one",
      { ...OPEN, proof: undefined },
      "warn",
      `STARTTLS, ${SECURE}, not verified: its key is sha256/x, another one is pinned; ${OFFER}`,
    ],
    [
      "a certificate for another name",
      {
        ...OPEN,
        proof: undefined,
        tls: { ...TLS, certificateFailure: { code: "X", message: "wrong name" } },
      },
      "warn",
      `STARTTLS, ${SECURE}, not verified: wrong name; it is for mx.example and 2 more; ${OFFER}`,
    ],
    [
      "a port in clear",
      { ...OPEN, tls: undefined, proof: undefined, sizeLimitBytes: 1000 },
      "warn",
      "in clear: STARTTLS is not offered; no login; up to 1000 octets",
    ],
    [
      "a closed port",
      { ...OPEN, reach: "refused", failure: failed("connect", "ECONNREFUSED") },
      "warn",
      "closed: nothing listens there (ECONNREFUSED)",
    ],
    [
      "a port that does not answer",
      { ...OPEN, reach: "filtered", failure: failed("connect", "ETIMEDOUT") },
      "warn",
      "no answer: a firewall or a provider may block this port (ETIMEDOUT)",
    ],
    [
      "an address without a way",
      { ...OPEN, reach: "unreachable", failure: failed("connect", "ENETUNREACH") },
      "warn",
      "there is no way to this address from here (ENETUNREACH)",
    ],
    [
      "another service",
      {
        ...OPEN,
        opening: undefined,
        firstBytes: "SSH-2.0",
        failure: failed("greeting", "NOT_SMTP"),
      },
      "warn",
      'open, but no greeting of a mail server came: said the platform, first "SSH-2.0"',
    ],
  ])("names %s", (_, probe, status, summary) => {
    expect(judgePort(probe)).toMatchObject({ status, summary });
  });
});

const ETH: AddressProbe["addresses"][number] = {
  family: "ipv4",
  address: "192.0.2.7",
  interfaceName: "eth0",
  reach: "further",
};

describe("judgeAddresses()", () => {
  it.each<[string, AddressProbe, string, string]>([
    [
      "a connected machine",
      {
        addresses: [ETH],
        gateways: [{ family: "ipv4", address: "192.0.2.1", interfaceName: "eth0" }],
      },
      "ok",
      "192.0.2.7 (eth0); gateway 192.0.2.1",
    ],
    ["no gateway", { addresses: [ETH], gateways: [] }, "warn", "192.0.2.7 (eth0); no gateway"],
    [
      "a platform without tables",
      { addresses: [ETH], gateways: "unknown" },
      "unknown",
      "192.0.2.7 (eth0); the gateway is not known on this platform",
    ],
    [
      "no network",
      { addresses: [{ ...ETH, address: "127.0.0.1", reach: "this machine" }], gateways: [] },
      "warn",
      "no address but those of this machine and its link: is the network connected?",
    ],
  ])("names %s", (_, probe, status, summary) => {
    expect(judgeAddresses(probe)).toMatchObject({ status, summary });
  });
});

describe("judgeDns()", () => {
  const found = (...addresses: string[]): DnsAnswer => ({
    addresses,
    tookMs: 7,
    failure: undefined,
  });
  const missing = (code: string): DnsAnswer => ({
    addresses: [],
    tookMs: 3,
    failure: { code, message: "." },
  });

  it.each<[string, DnsAnswer, DnsAnswer, string, string]>([
    [
      "both families",
      found("192.0.2.1"),
      found("2001:db8::1"),
      "ok",
      "mx.example is 192.0.2.1, 2001:db8::1 (7 ms)",
    ],
    [
      "one family",
      found("192.0.2.1"),
      missing("ENOTFOUND"),
      "ok",
      "mx.example is 192.0.2.1 (7 ms)",
    ],
    [
      "no name",
      missing("ENOTFOUND"),
      missing("ENOTFOUND"),
      "fail",
      "mx.example was not found (ENOTFOUND): check IpConfig/MailHost for a typing error, and the DNS of this machine",
    ],
    [
      "a name server that is away",
      missing("EAI_AGAIN"),
      missing("EAI_AGAIN"),
      "fail",
      "mx.example was not found (EAI_AGAIN): the name server does not answer; check the network and its DNS",
    ],
    [
      "an address",
      found("mx.example"),
      missing("ENODATA"),
      "ok",
      "mx.example is an address, so no name was looked up",
    ],
  ])("names %s", (_, ipv4, ipv6, status, summary) => {
    expect(judgeDns({ host: "mx.example", ipv4, ipv6 })).toMatchObject({ status, summary });
  });
});

describe("judgeClock()", () => {
  const time = (offsetMs: number): ClockProbe["answer"] => ({
    kind: "time",
    offsetMs,
    roundTripMs: 9,
    stratum: 2,
  });
  const BY = "compared with time.example (stratum 2, round trip 9 ms)";
  const NEED = "certificates and the dates of mail need it right";

  it.each<[ClockProbe["answer"], string, string]>([
    [time(12), "ok", `right (12 ms late), ${BY}`],
    [time(-5000), "ok", `right (5.0 s early), ${BY}`],
    [time(5001), "warn", `the clock is 5.0 s late, ${BY}; ${NEED}`],
    [time(-600_000), "warn", `the clock is 10 minutes early, ${BY}; ${NEED}`],
    [time(36_000_000), "warn", `the clock is 10 hours late, ${BY}; ${NEED}`],
    [time(864_000_000), "warn", `the clock is 10 days late, ${BY}; ${NEED}`],
    [
      { kind: "kiss-of-death", code: "RATE" },
      "unknown",
      "time.example asks not to be asked (RATE); choose another IpConfig/NtpServer",
    ],
    [
      { kind: "invalid", why: "its version is 0" },
      "unknown",
      "what time.example answered cannot be trusted: its version is 0",
    ],
    [
      { kind: "no-answer", failure: { code: "ETIMEDOUT", message: "." } },
      "unknown",
      "time.example gave no answer (ETIMEDOUT): is it a time server, and is UDP port 123 open?",
    ],
  ])("names %j", (answer, status, summary) => {
    const probe = { server: "time.example", answer };
    expect(judgeClock(probe, true)).toMatchObject({ status, summary });
    expect(judgeClock(probe, false)).toMatchObject({ status: "fail", summary });
  });
});
