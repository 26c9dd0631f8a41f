import type { PlanRule } from "./plan_rules.ts";

/** The rules that choose the mode, refuse to, or explain the choice. */
export const MODE_RULES: readonly PlanRule[] = [
  {
    id: "A14",
    when: "the port is 2465, 2525 or 2587",
    sentence: "Port {port} is treated like port {like}.",
    source: null,
    outcome: "note",
    key: null,
  },
  {
    id: "A6d",
    when: "SMTPS is unset, the profile derives it, and the port is 465 or 2465",
    sentence:
      "Email/SMTPS is not set, and port {port} expects encryption from the first byte: SMTPS counts as on.",
    source: "RFC 8314 §7.3",
    outcome: "note",
    key: null,
  },
  {
    id: "A2",
    when: "SMTPS is on, and the firmware has none",
    sentence:
      "Firmware {profile} cannot do SMTPS, which came with 1.6.3. Set Email/SMTPS = disabled and Email/Port = 587 with Email/StartTLS = enabled, or update the firmware.",
    source: null,
    outcome: "stop FIRMWARE",
    key: "Email/SMTPS",
  },
  {
    id: "A3",
    when: "TLS is switched off, and SMTPS, STARTTLS or TLS is required",
    sentence:
      "TLS is switched off by SSL/Enabled = disabled, which contradicts {needs}. Set SSL/Enabled = enabled.",
    source: null,
    outcome: "stop TLS_UNAVAILABLE",
    key: "SSL/Enabled",
  },
  {
    id: "A6f",
    when: "SMTPS is not on, the port is 465 or 2465, and the firmware has no SMTPS",
    sentence:
      "Port {port} expects encryption from the first byte, which firmware {profile} cannot do. Set Email/Port = 587 with Email/StartTLS = enabled, or update the firmware.",
    source: "RFC 8314 §7.3",
    outcome: "stop MODE_MISMATCH",
    key: "Email/Port",
  },
  {
    id: "A6",
    when: "SMTPS is not on, and the port is 465 or 2465",
    sentence:
      "Port {port} expects encryption from the first byte, and SMTPS is off. Set Email/SMTPS = enabled, or Email/Port = 587 with Email/StartTLS = enabled.",
    source: "RFC 8314 §7.3",
    outcome: "stop MODE_MISMATCH",
    key: "Email/SMTPS",
  },
  {
    id: "A7",
    when: "SMTPS and STARTTLS are off, and TLS is required",
    sentence:
      "SSL/Required = enabled demands encryption, and both Email/StartTLS and Email/SMTPS are off. Set Email/StartTLS = enabled, or SSL/Required = disabled.",
    source: null,
    outcome: "stop CONTRADICTION",
    key: "Email/StartTLS",
  },
  {
    id: "A7v",
    when: "verification is skipped, and STARTTLS or TLS is required",
    sentence:
      "Email/SkipVerificationDangerous = I-accept gives verification up, which contradicts {demand}. Set Email/SkipVerificationDangerous = never; where the server has a private certificate, name its CA in Email/CaFile.",
    source: "RFC 8314 §5.3",
    outcome: "stop CONTRADICTION",
    key: "Email/SkipVerificationDangerous",
  },
  {
    id: "A4",
    when: "SMTPS is on",
    sentence: "The connection is encrypted from the first byte (SMTPS).",
    source: "RFC 8314 §3.3",
    outcome: "mode implicit",
    key: null,
  },
  {
    id: "A4n",
    when: "SMTPS is on, and STARTTLS is not off",
    sentence: "STARTTLS is ignored because the connection is already encrypted.",
    source: "RFC 3207 §4.2",
    outcome: "note",
    key: null,
  },
  {
    id: "A8",
    when: "SMTPS is off, and STARTTLS or TLS is required",
    sentence:
      "No login and no mail leaves before STARTTLS has encrypted the connection and the server has proved its name, because of {demand}.",
    source: "RFC 8314 §5.2",
    outcome: "mode starttls-must",
    key: null,
  },
  {
    id: "A9",
    when: "SMTPS is off, STARTTLS is on, and a login is at stake",
    sentence:
      "Email/StartTLS = enabled counts as required here, because there is a login: if the server offered no encryption, the password would travel in clear.",
    source: "RFC 8314 §4.1",
    outcome: "mode starttls-must",
    key: null,
  },
  {
    id: "A10",
    when: "SMTPS is off, and STARTTLS is on, otherwise",
    sentence:
      "The connection is encrypted when the server offers it. Someone on the way can hide the offer; Email/StartTLS = required insists on it.",
    source: "RFC 3207 §6",
    outcome: "mode starttls-may",
    key: null,
  },
  {
    id: "A11",
    when: "SMTPS and STARTTLS are off, and a login is at stake",
    sentence:
      "The password would travel in clear, because STARTTLS and SMTPS are off. Set Email/StartTLS = enabled; only in a network where you trust everyone, Email/PasswordInClearDangerous = I-accept.",
    source: "RFC 8314 §4.1",
    outcome: "stop CLEARTEXT_CREDENTIALS",
    key: "Email/StartTLS",
  },
  {
    id: "A11t",
    when: "TLS is switched off, STARTTLS is on, and a login is at stake",
    sentence:
      "The password would travel in clear, because TLS is switched off. Set SSL/Enabled = enabled; only in a network where you trust everyone, Email/PasswordInClearDangerous = I-accept.",
    source: "RFC 8314 §4.1",
    outcome: "stop CLEARTEXT_CREDENTIALS",
    key: "SSL/Enabled",
  },
  {
    id: "A3o",
    when: "TLS is switched off, and STARTTLS is on but not required",
    sentence: "Email/StartTLS = enabled has no effect, because SSL/Enabled = disabled.",
    source: null,
    outcome: "note",
    key: null,
  },
  {
    id: "A12",
    when: "SMTPS and STARTTLS are off, otherwise",
    sentence: "The connection stays in clear, because of {switch}.",
    source: null,
    outcome: "mode plain",
    key: null,
  },
  {
    id: "A12l",
    when: "a login may travel in clear, and the host is this machine",
    sentence: "The login may go without encryption, because {host} is this machine.",
    source: null,
    outcome: "note",
    key: null,
  },
];
