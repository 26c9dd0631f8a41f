import type { CatalogueEntry } from "./catalogue_entry.ts";
import { DEFAULT_FIRMWARE_PROFILE, FIRMWARE_PROFILES } from "./firmware_profile.ts";

const CONNECTION: readonly CatalogueEntry[] = [
  {
    key: "IpConfig/HostName",
    kind: "host",
    default: undefined,
    meaning: "The name of this unit; unset, it is the host name of the machine.",
    secret: false,
    origin: "ours",
  },
  {
    key: "IpConfig/MailHost",
    kind: "host",
    default: undefined,
    meaning: "The mail server that takes our messages.",
    secret: false,
    origin: "ours",
  },
  {
    key: "IpConfig/EmailAddress",
    kind: "address",
    default: undefined,
    meaning: "The sender of our messages: an address of your own at the mail server.",
    secret: false,
    origin: "ours",
  },
  {
    key: "IpConfig/NtpServer",
    kind: "host",
    default: undefined,
    meaning: "The time server that a check compares the clock with; the clock is never set.",
    secret: false,
    origin: "ours",
  },
  {
    key: "Email/Username",
    kind: "text",
    default: undefined,
    meaning: "The user to log in as; unset, messages are sent without a login.",
    secret: false,
    origin: "ours",
  },
  {
    key: "Email/Password",
    kind: "sealed",
    default: undefined,
    meaning: "The password of the user, kept sealed; only ipconfig and the page can write it.",
    secret: true,
    origin: "ours",
  },
  {
    key: "Email/TokenFile",
    kind: "file",
    default: undefined,
    meaning:
      "A file with the OAuth access token of the user, which another program keeps fresh; the login is then made with it and without the password.",
    secret: false,
    origin: "ours",
  },
  {
    key: "Email/Port",
    kind: "port",
    default: "25",
    meaning: "The TCP port of the mail server: 25, 587 for submission, 465 for SMTPS.",
    secret: false,
    origin: "JANOS",
  },
  {
    key: "Email/StartTLS",
    kind: "choice",
    default: "enabled",
    meaning:
      "Whether a plain connection turns to TLS: never, when the server offers it, or always (required is ours).",
    secret: false,
    origin: "JANOS",
    choices: ["enabled", "disabled", "required"],
  },
  {
    key: "Email/SMTPS",
    kind: "boolean",
    default: "disabled",
    meaning:
      "TLS from the first byte, as port 465 expects; unset under the profile fieldpost, the port decides.",
    since: "1.6.3",
    secret: false,
    origin: "JANOS",
  },
  {
    key: "Email/HeloName",
    kind: "helo-name",
    default: undefined,
    meaning: "The name by which we greet the mail server; unset, it is IpConfig/HostName.",
    secret: false,
    origin: "ours",
  },
  {
    key: "Email/LocalTo",
    kind: "address-list",
    default: undefined,
    meaning:
      "Who receives what programs send to a name without a domain, such as cron's root; unset, the name gets the domain of IpConfig/EmailAddress.",
    secret: false,
    origin: "ours",
  },
  {
    key: "Email/CaFile",
    kind: "file",
    default: undefined,
    meaning: "A PEM file with a private CA that is trusted besides the well-known ones.",
    secret: false,
    origin: "ours",
  },
  {
    key: "Email/Login",
    kind: "choice",
    default: "required",
    meaning: "Whether a server that offers no login may be used without one.",
    secret: false,
    origin: "ours",
    choices: ["required", "if-offered"],
  },
  {
    key: "Email/Chunking",
    kind: "boolean",
    default: "enabled",
    meaning:
      "Whether content goes in counted chunks (BDAT) to a server that offers them over TLS; otherwise line by line (DATA).",
    secret: false,
    origin: "ours",
  },
  {
    key: "Email/PasswordInClearDangerous",
    kind: "choice",
    default: "never",
    meaning: "Whether the password may travel without TLS, where anyone on the way can read it.",
    secret: false,
    origin: "ours",
    choices: ["never", "I-accept"],
  },
  {
    key: "Email/SkipVerificationDangerous",
    kind: "choice",
    default: "never",
    meaning: "Whether a server that cannot prove its name is trusted with everything.",
    secret: false,
    origin: "ours",
    choices: ["never", "I-accept"],
  },
  {
    key: "Email/DowngradeDangerous",
    kind: "choice",
    default: "never",
    meaning: "Whether the server may offer less protection than it once did.",
    secret: false,
    origin: "ours",
    choices: ["never", "I-accept"],
  },
  {
    key: "Email/Pin1",
    kind: "text",
    default: undefined,
    meaning: "The server's public key, sha256/...; with a pin set, no other key is trusted.",
    secret: false,
    origin: "ours",
  },
  {
    key: "Email/Pin2",
    kind: "text",
    default: undefined,
    meaning: "A second pin, so that a key can be changed without a gap.",
    secret: false,
    origin: "ours",
  },
  {
    key: "SSL/Enabled",
    kind: "boolean",
    default: "enabled",
    meaning: "Whether TLS may be used at all.",
    secret: false,
    origin: "name ours, behaviour JANOS",
  },
  {
    key: "SSL/Required",
    kind: "boolean",
    default: "disabled",
    meaning:
      "Whether TLS is a must: mail leaves encrypted or not at all, and the page comes over HTTPS only.",
    secret: false,
    origin: "name ours, behaviour JANOS",
  },
];

const MESSAGES: readonly CatalogueEntry[] = [
  {
    key: "Email/<Block>/ToAddress",
    kind: "address-list",
    default: undefined,
    meaning: "Who receives the messages of this block.",
    secret: false,
    origin: "name ours, behaviour JANOS",
  },
  {
    key: "Email/<Block>/CcAddress",
    kind: "address-list",
    default: undefined,
    meaning: "Who receives a copy of the messages of this block.",
    secret: false,
    origin: "name ours, behaviour JANOS",
  },
  {
    key: "Email/<Block>/BccAddress",
    kind: "address-list",
    default: undefined,
    meaning: "Who receives a copy of the messages of this block unseen by the others.",
    secret: false,
    origin: "name ours, behaviour JANOS",
  },
  {
    key: "Email/<Block>/Subject",
    kind: "text",
    default: undefined,
    meaning: "The subject of the messages of this block.",
    secret: false,
    origin: "name ours, behaviour JANOS",
  },
  {
    key: "Email/<Block>/Message",
    kind: "text",
    default: undefined,
    meaning: "The text of the messages of this block.",
    secret: false,
    origin: "name ours, behaviour JANOS",
    multiline: true,
  },
  {
    key: "Email/<Block>/Attachments",
    kind: "file-list",
    default: undefined,
    meaning: "The files that go with the messages of this block.",
    secret: false,
    origin: "name ours, behaviour JANOS",
  },
  {
    key: "Email/<Block>/GiveUpAfter",
    kind: "hours",
    default: undefined,
    meaning:
      "How long the messages of this block are tried, in hours; never longer than Queue/GiveUpAfter.",
    secret: false,
    origin: "ours",
    range: [1, 720],
  },
  {
    key: "Events/On<Name>/Email",
    kind: "boolean",
    default: "disabled",
    meaning: "Whether the event sends a message.",
    secret: false,
    origin: "ours",
  },
  {
    key: "Events/On<Name>/EmailBlock",
    kind: "text",
    default: undefined,
    meaning: "The name of the block that the message of the event is made from.",
    secret: false,
    origin: "ours",
  },
  {
    key: "Events/On<Name>/HoldOff",
    kind: "milliseconds",
    default: "300000",
    meaning: "How long the event must be quiet before it sends a message again.",
    secret: false,
    origin: "JANOS",
  },
];

const QUEUE: readonly CatalogueEntry[] = [
  {
    key: "Queue/Delays",
    kind: "minutes-list",
    default: "1, 5, 10, 20, 30",
    meaning:
      "The waits after the first attempts, in minutes; after the last one they grow by half each time.",
    secret: false,
    origin: "ours",
    range: [1, 1440],
  },
  {
    key: "Queue/LongestDelay",
    kind: "minutes",
    default: "240",
    meaning: "The longest wait between two attempts, in minutes.",
    secret: false,
    origin: "ours",
    range: [1, 1440],
  },
  {
    key: "Queue/GiveUpAfter",
    kind: "hours",
    default: "120",
    meaning: "How long a message is tried before it counts as failed, in hours.",
    secret: false,
    origin: "ours",
    range: [1, 720],
  },
  {
    key: "Queue/Uncertain",
    kind: "choice",
    default: "again",
    meaning:
      "What becomes of a message that may already be delivered: it is sent again after half an hour, or held until a person is asked.",
    secret: false,
    origin: "ours",
    choices: ["again", "ask"],
  },
  {
    key: "Queue/Connections",
    kind: "count",
    default: "2",
    meaning:
      "Connections to the mail server at the same time; of more than one, the last is kept for urgent messages.",
    secret: false,
    origin: "ours",
    range: [1, 20],
  },
  {
    key: "Queue/ReportTo",
    kind: "address-list",
    default: undefined,
    meaning: "Who is told when a message has failed for good; unset, its sender.",
    secret: false,
    origin: "ours",
  },
];

const PAGES: readonly CatalogueEntry[] = [
  {
    key: "WebServer/Enabled",
    kind: "boolean",
    default: "enabled",
    meaning: "Whether serve serves the configuration pages.",
    secret: false,
    origin: "ours",
  },
  {
    key: "WebServer/Port",
    kind: "port",
    default: "8080",
    meaning: "The TCP port of the configuration pages.",
    secret: false,
    origin: "ours",
  },
  {
    key: "WebServer/Bind",
    kind: "host",
    default: "127.0.0.1",
    meaning:
      "The address that the pages are served at; any but this machine's own needs HTTPS and a password.",
    secret: false,
    origin: "ours",
  },
  {
    key: "WebServer/HTTPS",
    kind: "boolean",
    default: "disabled",
    meaning: "Whether the pages come over HTTPS only; SSL/Required means it as well.",
    secret: false,
    origin: "ours",
  },
  {
    key: "WebServer/HostNames",
    kind: "text",
    default: undefined,
    meaning:
      "Names, separated by commas, that the pages answer to besides localhost, addresses and the unit's own.",
    secret: false,
    origin: "ours",
  },
  {
    key: "WebServer/Certificate",
    kind: "file",
    default: undefined,
    meaning: "A PEM file with the certificate of the pages and its chain; unset, one is made.",
    secret: false,
    origin: "ours",
  },
  {
    key: "WebServer/PrivateKey",
    kind: "file",
    default: undefined,
    meaning: "A PEM file with the private key of WebServer/Certificate.",
    secret: false,
    origin: "ours",
  },
];

/**
 * Every key that Fieldpost reads, in the order in which people meet them.
 *
 * @example The keys that came with a firmware
 * ```ts
 * import { CATALOGUE } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const late = CATALOGUE.filter((entry) => entry.since !== undefined);
 * assert.deepEqual(late.map((entry) => [entry.key, entry.since]), [["Email/SMTPS", "1.6.3"]]);
 * ```
 */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...CONNECTION,
  ...MESSAGES,
  ...QUEUE,
  ...PAGES,
  {
    key: "Device/Profile",
    kind: "choice",
    default: DEFAULT_FIRMWARE_PROFILE.name,
    meaning: "The firmware that this unit answers as.",
    secret: false,
    origin: "ours",
    choices: FIRMWARE_PROFILES.map((profile) => profile.name),
  },
];
