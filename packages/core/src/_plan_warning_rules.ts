import type { PlanRule } from "./plan_rules.ts";

/** The rules that warn beside the choice, and the clock that can still refuse it. */
export const WARNING_RULES: readonly PlanRule[] = [
  {
    id: "A10w",
    when: "STARTTLS is optional, and the override lets a login go in clear",
    sentence:
      "If the server offers no encryption, the password travels in clear and everyone on the way can read it, because of Email/PasswordInClearDangerous = I-accept. Set it to never.",
    source: "RFC 8314 §4.1",
    outcome: "warn",
    key: "Email/PasswordInClearDangerous",
  },
  {
    id: "A12w",
    when: "the connection stays in clear, and the override lets a login go",
    sentence:
      "The password travels in clear and everyone on the way can read it, because of Email/PasswordInClearDangerous = I-accept. Set it to never, and Email/StartTLS = enabled.",
    source: "RFC 8314 §4.1",
    outcome: "warn",
    key: "Email/PasswordInClearDangerous",
  },
  {
    id: "A5",
    when: "SMTPS is on, and the port is 587, 2525 or 2587",
    sentence:
      "SMTPS is on, but port {port} normally starts in plain text and then upgrades. If connecting fails, set Email/SMTPS = disabled and leave Email/StartTLS = enabled, or set Email/Port = 465.",
    source: "RFC 6409 §3.1",
    outcome: "warn",
    key: "Email/SMTPS",
  },
  {
    id: "A5r",
    when: "SMTPS is on, and the port is 25",
    sentence:
      "SMTPS is on, but port 25 normally starts in plain text, and it is for mail between servers. Set Email/Port = 465, or Email/SMTPS = disabled and Email/Port = 587.",
    source: "RFC 6409 §3.1",
    outcome: "warn",
    key: "Email/Port",
  },
  {
    id: "A13",
    when: "the port is 25, and there is a login",
    sentence:
      "Port 25 is for mail between servers, and many networks block it. For mail with a login set Email/Port = 465 with Email/SMTPS = enabled, or Email/Port = 587.",
    source: "RFC 6409 §3.1",
    outcome: "warn",
    key: "Email/Port",
  },
  {
    id: "A15",
    when: "verification is skipped, and there is a login",
    sentence:
      "Certificates are not verified, so whoever answers in place of {host} receives the password. Set Email/SkipVerificationDangerous = never; where the server has a private certificate, name its CA in Email/CaFile.",
    source: "RFC 8314 §5.3",
    outcome: "warn",
    key: "Email/SkipVerificationDangerous",
  },
  {
    id: "A15n",
    when: "verification is skipped, and there is no login",
    sentence:
      "Certificates are not verified, so whoever answers in place of {host} receives the mail. Set Email/SkipVerificationDangerous = never; where the server has a private certificate, name its CA in Email/CaFile.",
    source: "RFC 8314 §5.3",
    outcome: "warn",
    key: "Email/SkipVerificationDangerous",
  },
  {
    id: "A16",
    when: "the host is an IP address, and its certificate is verified",
    sentence:
      "Certificates are issued to names, and {host} is an address: few certificates hold one. Set IpConfig/MailHost to the name of the server.",
    source: "RFC 9525",
    outcome: "warn",
    key: "IpConfig/MailHost",
  },
  {
    id: "A17",
    when: "the connection must be encrypted, and the clock is wrong",
    sentence:
      "The clock of this machine is wrong: it shows a time from before this program was made, so every certificate would count as not yet valid. Set the clock first.",
    source: "RFC 5280 §4.1.2.5",
    outcome: "stop CLOCK",
    key: "clock",
  },
  {
    id: "A17w",
    when: "the connection may be encrypted, and the clock is wrong",
    sentence:
      "The clock of this machine is wrong: it shows a time from before this program was made, so no certificate can be judged. Set the clock.",
    source: "RFC 5280 §4.1.2.5",
    outcome: "warn",
    key: "clock",
  },
];
