import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { diagnoseOutcome } from "./diagnose_outcome.ts";
import { type FailureReport, formatFailureReport, type ReportedFailure } from "./failure_report.ts";

const REFUSED: ReportedFailure = {
  recipient: "gone@example.net",
  isExpired: false,
  code: "RECIPIENT_REFUSED",
  words: "550 5.1.1 No such user here",
  meaning: "The server refuses this recipient for good.",
  remoteHost: "mx.example.net",
};

const REPORT: FailureReport = {
  from: "unit7@example.com",
  to: ["unit7@example.com"],
  messageId: "<r1@example.com>",
  date: "Sun, 22 Nov 2026 09:30:00 +0000",
  reportingHost: "unit7.example.com",
  arrivalDate: "Sun, 22 Nov 2026 09:00:00 +0000",
  message: "01k2",
  originalMessageId: "<m1@example.com>",
  originalHeader: "From: unit7@example.com\r\nSubject: Boot\r\n",
  failures: [REFUSED],
};

const WHOLE = `From: Mail queue <unit7@example.com>
To: unit7@example.com
Date: Sun, 22 Nov 2026 09:30:00 +0000
Message-ID: <r1@example.com>
References: <m1@example.com>
Subject: A message could not be delivered
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
 boundary="=_report_01k2"

--=_report_01k2
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

This is the mail queue of unit7.example.com.

The message <m1@example.com>, accepted Sun, 22 Nov 2026 09:00:00 +0000, cou=
ld not be delivered to:

  gone@example.net
    The words: 550 5.1.1 No such user here
    What that means: The server refuses this recipient for good.

It is not sent to them again. The header of the message follows below; the =
whole message is
kept on the unit under the name 01k2.
--=_report_01k2
Content-Type: message/delivery-status

Reporting-MTA: dns; unit7.example.com
Arrival-Date: Sun, 22 Nov 2026 09:00:00 +0000

Final-Recipient: rfc822; gone@example.net
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.net
Diagnostic-Code: smtp; 550 5.1.1 No such user here

--=_report_01k2
Content-Type: text/rfc822-headers

From: unit7@example.com
Subject: Boot

--=_report_01k2--
`;

function statusFields(change: Partial<ReportedFailure>): string[] {
  const report = formatFailureReport({ ...REPORT, failures: [{ ...REFUSED, ...change }] });
  const text = report.slice(report.indexOf("Final-Recipient"), report.indexOf("text/rfc822"));
  return text.replaceAll("\r\n ", " ").split("\r\n").slice(0, -3);
}

describe("formatFailureReport()", () => {
  it("formatFailureReport() writes three parts for three readers", () => {
    expect(formatFailureReport(REPORT)).toBe(WHOLE.replaceAll("\n", "\r\n"));
  });

  it.each<readonly [string, Partial<ReportedFailure>, readonly string[]]>([
    [
      "a refusal without a number",
      { words: "550 no" },
      ["Status: 5.0.0", "Remote-MTA: dns; mx.example.net", "Diagnostic-Code: smtp; 550 no"],
    ],
    [
      "a number of another class",
      { words: "550 4.1.1 no" },
      ["Status: 5.0.0", "Remote-MTA: dns; mx.example.net", "Diagnostic-Code: smtp; 550 4.1.1 no"],
    ],
    [
      "a finding of ours",
      { code: "MESSAGE_TOO_BIG", words: "the message has 9 octets" },
      [
        "Status: 5.3.4",
        "Remote-MTA: dns; mx.example.net",
        "Diagnostic-Code: x-fieldpost; the message has 9 octets",
      ],
    ],
    [
      "the end of its time",
      { isExpired: true, words: "452 4.2.2 The mailbox is full" },
      [
        "Status: 4.2.2",
        "Remote-MTA: dns; mx.example.net",
        "Diagnostic-Code: smtp; 452 4.2.2 The mailbox is full",
      ],
    ],
    [
      "the end of its time without an attempt",
      { isExpired: true, code: undefined, words: undefined, remoteHost: undefined },
      ["Status: 4.4.7"],
    ],
    [
      "servers without a name",
      { words: undefined, remoteHost: "192.0.2.1" },
      ["Status: 5.0.0", "Remote-MTA: dns; [192.0.2.1]"],
    ],
    [
      "servers of the newer kind without a name",
      { words: undefined, remoteHost: "2001:db8::1" },
      ["Status: 5.0.0", "Remote-MTA: dns; [IPv6:2001:db8::1]"],
    ],
  ])("formatFailureReport() tells a program of %s", (_, change, expected) => {
    expect(statusFields(change)).toEqual([
      "Final-Recipient: rfc822; gone@example.net",
      "Action: failed",
      ...expected,
    ]);
  });

  it("formatFailureReport() tells a person the cause and the remedy that are known", () => {
    const words = "550 5.1.1 No such user here";
    const diagnosis = diagnoseOutcome({ code: "RECIPIENT_REFUSED", stage: "rcpt", words }, {});
    const report = formatFailureReport({ ...REPORT, failures: [{ ...REFUSED, diagnosis }] });
    expect(report).toContain(
      "\r\n    What that means: The server refuses this recipient for good." +
        "\r\n    Cause: There is no such mailbox at the recipient's domain." +
        "\r\n    Remedy: Correct the recipient's address.\r\n\r\nIt is not sent",
    );
  });

  it("formatFailureReport() gives back what the sender named, and the whole message where it wants that", () => {
    const report = formatFailureReport({
      ...REPORT,
      envid: "alarm+207",
      originalMessage: "From: unit7@example.com\r\nSubject: Boot\r\n\r\nUp.\r\n",
      failures: [{ ...REFUSED, orcpt: "rfc822;gone+2Bx@example.net" }],
    });
    expect(report).toContain("\r\n\r\nOriginal-Envelope-Id: alarm 7\r\nReporting-MTA: dns;");
    expect(report).toContain(
      "\r\n\r\nOriginal-Recipient: rfc822; gone+x@example.net\r\nFinal-Recipient: rfc822; gone@example.net\r\n",
    );
    expect(report).toContain(
      "\r\nContent-Type: message/rfc822\r\n\r\nFrom: unit7@example.com\r\nSubject: Boot\r\n\r\nUp.\r\n\r\n--=_report_01k2--\r\n",
    );
    expect(report).toContain("again. The message follows below;");
  });

  it("formatFailureReport() tells of what was handed on to a server that tells nothing", () => {
    const relay = { recipient: "ops@example.net", orcpt: undefined, remoteHost: "mx.example.net" };
    const report = formatFailureReport({ ...REPORT, failures: [], relays: [relay] });
    expect(report).toContain("\r\nSubject: A message was handed on\r\n");
    expect(report).toContain(
      "\r\n  ops@example.net\r\n\r\nThat server offers no notifications (DSN)",
    );
    expect(report).not.toContain("could not be delivered");
    expect(report).toContain(
      "\r\n\r\nFinal-Recipient: rfc822; ops@example.net\r\nAction: relayed\r\nStatus: 2.0.0\r\nRemote-MTA: dns; mx.example.net\r\n",
    );
  });

  it("formatFailureReport() lets no parameter break a line", () => {
    const failures = [{ ...REFUSED, orcpt: "rfc822;a+0D+0AX-Evil:+20b" }];
    const report = formatFailureReport({ ...REPORT, envid: "a+0D+0AX-Evil:+20b", failures });
    expect(report).toContain("\r\nOriginal-Envelope-Id: a X-Evil: b\r\n");
    expect(report).not.toMatch(/^X-Evil/m);
  });

  it("formatFailureReport() writes addresses beyond ASCII as RFC 6533 says", () => {
    expect(statusFields({ recipient: "caf\u00e9@example.net" })[0]).toBe(
      "Final-Recipient: utf-8; caf\\x{E9}@example.net",
    );
  });

  it("formatFailureReport() keeps a header with 8-bit octets in 7 bits", () => {
    const originalHeader = "Subject: caf\u00c3\u00a9 =\r\nX: end \r\n";
    expect(formatFailureReport({ ...REPORT, originalHeader })).toContain(
      "Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nSubject: caf=C3=A9 =3D\r\nX: end=20\r\n",
    );
  });

  it("formatFailureReport() stays within the grammar of lines, whatever a server says", () => {
    const random = new SeededRandom(5);
    const alphabet = [
      "a",
      " ",
      "\r",
      "\n",
      "\r\n",
      "\t",
      "\u00e9",
      "\u0000",
      "=",
      ":",
      "5.1.1",
      "x".repeat(90),
    ];
    for (let round = 0; round < 500; round++) {
      const text = Array.from(
        { length: random.below(60) },
        () => alphabet[random.below(alphabet.length)] ?? "",
      ).join("");
      const failures = [{ ...REFUSED, words: `550 ${text}`, meaning: text }];
      const report = formatFailureReport({ ...REPORT, failures, originalHeader: "A: b\r\n" });
      expect(report).toMatch(/^(?:[\t\x20-\x7e]{0,998}\r\n)*$/);
      const status = report.slice(report.indexOf("Final-Recipient"), report.indexOf("text/rfc822"));
      const names = status.split("\r\n").filter((line) => /^[A-Z]/.test(line));
      expect(names.map((line) => line.split(":")[0])).toEqual([
        "Final-Recipient",
        "Action",
        "Status",
        "Remote-MTA",
        "Diagnostic-Code",
        "Content-Type",
      ]);
    }
  });
});
