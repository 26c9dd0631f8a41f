import type { KnownFailure } from "./known_failure.ts";

/** Failures before the server has said a word. */
export const NETWORK_FAILURES: readonly KnownFailure[] = [
  {
    id: "host-not-found",
    signs: [
      { outcomes: ["HOST_NOT_FOUND"] },
      { platformCodes: ["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EAI_NONAME"] },
    ],
    cause:
      "The name of {host} cannot be found: it has a typing error, or this device's DNS does not work.",
    fix: "Compare the name with what the provider says. If it is right, check this device's DNS server and its network.",
    change: [{ key: "IpConfig/MailHost", words: "the name that the provider gives" }],
    side: "here",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "port-blocked",
    signs: [
      { outcomes: ["CONNECT_TIMEOUT"] },
      { stages: ["connect"], platformCodes: ["ETIMEDOUT"] },
    ],
    cause:
      "{Host} does not answer on {port} at all. A firewall, the internet provider or the host of this machine drops the packets; port 25 is blocked nearly everywhere, some block 465 and 587 as well.",
    fix: "Try another port of the same server (587, 465, 2525), or ask who runs this network to open {port}.",
    change: [
      { key: "Email/Port", words: "another port that the provider offers: 587, 465 or 2525" },
    ],
    side: "network",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["docker-mailserver#1668"] },
  },
  {
    id: "ipv6-unreachable",
    signs: [
      {
        stages: ["connect"],
        platformCodes: ["ENETUNREACH", "EHOSTUNREACH"],
        text: /UNREACH\s{1,4}\[?[0-9a-f]{0,4}:[0-9a-f:.]{2,60}/i,
      },
    ],
    cause: "{Host} has an IPv6 address, and this network has no way to the IPv6 internet.",
    fix: "Nothing needs to change if an IPv4 address answers: both are tried. If none does, repair IPv6 or remove its address and route from this device.",
    change: [],
    side: "network",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["node-red-nodes#1116", "nodemailer#1791"] },
  },
  {
    id: "network-unreachable",
    signs: [
      { outcomes: ["NETWORK_UNREACHABLE"] },
      { platformCodes: ["ENETUNREACH", "EHOSTUNREACH", "ENETDOWN"] },
    ],
    cause: "There is no way from this device to {host}: address, gateway or cable.",
    fix: "Check the address, the gateway and the cable of this device.",
    change: [],
    side: "network",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "mail-host-is-this-machine",
    signs: [
      { outcomes: ["CONNECTION_REFUSED"], condition: "host-is-loopback" },
      {
        platformCodes: ["ECONNREFUSED"],
        text: /(?:127\.0\.0\.1|::1|localhost)/i,
      },
    ],
    cause:
      "The mail host is this machine itself, and no mail server runs here on {port}. Programs fall back to this address when the mail host is not set.",
    fix: "Set the mail host to the provider's server.",
    change: [{ key: "IpConfig/MailHost", words: "the name that the provider gives" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["nodemailer#745"] },
  },
  {
    id: "nothing-listens",
    signs: [{ outcomes: ["CONNECTION_REFUSED"] }, { platformCodes: ["ECONNREFUSED"] }],
    cause:
      "{Host} is there, and nothing listens on {port}: the port is wrong, or the service is down.",
    fix: "Check the port; usual are 465, 587 and 25. If it is right, the server has to be started.",
    change: [{ key: "Email/Port", words: "the port that the provider gives: 465 or 587" }],
    side: "here",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "tls-port-spoken-to-in-plain",
    signs: [
      { outcomes: ["SMTPS_OFF_ON_TLS_PORT"] },
      { outcomes: ["GREETING_TIMEOUT", "CONNECTION_LOST", "TIMED_OUT"], condition: "opposite-tls" },
      {
        outcomes: ["GREETING_TIMEOUT"],
        ports: [465, 2465],
        condition: "opposite-untried",
        atMost: "likely",
      },
      { outcomes: ["GREETING_TIMEOUT"], condition: "opposite-untried", atMost: "possible" },
    ],
    cause:
      "{Port} expects encryption from the first byte, and this device waited in plain text for a greeting. The server waited too, so nothing happened.",
    fix: "{Port} expects encryption from the first byte. Turn SMTPS on.",
    change: [{ key: "Email/SMTPS", value: "enabled" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: ["nodemailer#441", "nodemailer#535"] },
  },
  {
    id: "greeting-late",
    signs: [{ outcomes: ["GREETING_TIMEOUT"], atMost: "possible" }],
    cause:
      "{Host} accepts connections on {port} and says nothing: it is overloaded, or makes strangers wait on purpose.",
    fix: "Wait. If it stays so, ask the server's administrator.",
    change: [],
    side: "server",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "closed-without-greeting",
    signs: [
      { stages: ["greeting"], outcomes: ["CONNECTION_LOST"], ports: [465, 2465], atMost: "likely" },
      { stages: ["greeting"], outcomes: ["CONNECTION_LOST"], atMost: "possible" },
      { stages: ["greeting"], platformCodes: ["ECONNRESET"], atMost: "possible" },
    ],
    cause:
      "The server closed the connection on {port} without a greeting. Most often it expects encryption from the first byte; it may also refuse this device's address, or be overloaded.",
    fix: "If this is port 465, turn SMTPS on. Otherwise wait; if it stays so, ask the server's administrator.",
    change: [{ key: "Email/SMTPS", value: "enabled" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["mutt-wizard#206", "mutt-wizard#413"] },
  },
  {
    id: "greeting-refused",
    signs: [
      { outcomes: ["GREETING_REFUSED"], atMost: "likely" },
      { stages: ["greeting"], replyCodes: [554, 521, 550], atMost: "likely" },
    ],
    cause:
      "{Host} talks to nobody from this network's address, or takes no mail at all; its own words say why.",
    fix: "Send through the provider's submission server, on port 587 or 465, with a login.",
    change: [{ key: "Email/Port", words: "587, or 465 with Email/SMTPS = enabled" }],
    side: "network",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 5321 section 3.1"] },
  },
  {
    id: "wrong-service",
    signs: [{ outcomes: ["WRONG_SERVICE"] }],
    cause:
      "What answers on {port} of {host} is a web, IMAP, POP3 or remote login server, not one that takes mail.",
    fix: "Set the port for sending mail: 465 or 587. 993 and 995 are for reading mail.",
    change: [{ key: "Email/Port", words: "465 or 587" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
];
