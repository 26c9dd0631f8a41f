import { describe, expect, it } from "@jest/globals";
import { explainLog, LOG_FINDING_LIMIT, type LogExplanation } from "./explain_log.ts";
import { LOG_LIMIT } from "./redact_log.ts";

/** `line count stage diagnosis` per finding. */
function shortOf({ findings }: LogExplanation): string[] {
  return findings.map(
    ({ line, count, stage, diagnoses }) =>
      `${line} ${count} ${stage ?? "?"} ${diagnoses[0]?.id ?? "none"}`,
  );
}

const GMAIL_REFUSAL = [
  "535-5.7.8 Username and Password not accepted. For more information, go to",
  "535 5.7.8  https://support.google.com/mail/?p=BadCredentials 4-gsmtp",
] as const;

const LOGS: readonly (readonly [string, string, string | undefined, readonly string[]])[] = [
  [
    "our own transcript",
    `-- connected to 192.0.2.1 port 587
S: 220 mx.example ESMTP
C: EHLO unit7.example.com
S: 250-mx.example
S: 250 PIPELINING
C: MAIL FROM:<unit7@example.com>
C: RCPT TO:<a@x.example>
C: RCPT TO:<b@x.example>
C: DATA
S: 250 2.1.0 Ok
S: 550 5.1.1 <a@x.example>: User unknown
S: 451 4.7.1 <b@x.example>: Greylisted
S: 554 5.5.1 No valid recipients`,
    "Fieldpost",
    ["11 1 rcpt recipient-unknown", "12 1 rcpt greylisted", "13 1 data none"],
  ],
  [
    "nodemailer, log and error",
    `[2026-11-22 09:00:00] DEBUG [x1] C: AUTH PLAIN AGpvZQBodW50ZXIy
[2026-11-22 09:00:00] DEBUG [x1] S: ${GMAIL_REFUSAL[0]}
[2026-11-22 09:00:00] DEBUG [x1] S: ${GMAIL_REFUSAL[1]}
Error: Invalid login: ${GMAIL_REFUSAL[0]}
${GMAIL_REFUSAL[1]}
    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:790:19) {
  code: 'EAUTH',
  response: '${GMAIL_REFUSAL[0]}\\n' +
    '${GMAIL_REFUSAL[1]}',
  responseCode: 535,
  command: 'AUTH PLAIN'
}`,
    "nodemailer",
    ["2 3 auth gmail-password-not-accepted"],
  ],
  [
    "nodemailer, wrong version",
    `Error: 80EC291E5E7F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:355:
  library: 'SSL routines', reason: 'wrong version number', code: 'ESOCKET', command: 'CONN'
transporter { host: 'smtp.mail.me.com', port: 587, secure: true }`,
    undefined,
    ["1 1 tls icloud-587-spoken-to-in-tls"],
  ],
  [
    "nodemailer, greeting",
    "Error: Greeting never received\n    at SMTPConnection._formatError { code: 'ETIMEDOUT', command: 'CONN' }",
    "nodemailer",
    ["1 1 greeting tls-port-spoken-to-in-plain"],
  ],
  [
    "msmtp, terminal",
    `msmtp: authentication failed (method PLAIN)
msmtp: server message: ${GMAIL_REFUSAL[0]}
msmtp: server message: ${GMAIL_REFUSAL[1]}
msmtp: could not send mail (account default from /etc/msmtprc)`,
    "msmtp",
    ["2 1 auth gmail-password-not-accepted"],
  ],
  [
    "msmtp, log file",
    `Nov 22 09:26:26 host=smtp.gmail.com tls=on auth=on user=joe@gmail.com from=b@x.example recipients=a@x.example smtpstatus=535 smtpmsg='${GMAIL_REFUSAL[0]}\\n${GMAIL_REFUSAL[1]}' errormsg='authentication failed (method PLAIN)' exitcode=EX_NOPERM
Nov 22 09:27:26 host=mx.example tls=off auth=on user=joe@gmail.com errormsg='the server does not support authentication' exitcode=EX_UNAVAILABLE
Nov 22 09:28:26 host=mx.example tls=off auth=off errormsg='the server sent an empty reply' exitcode=EX_PROTOCOL`,
    "msmtp",
    [
      "1 1 auth gmail-password-not-accepted",
      "2 1 ehlo login-hidden-until-encrypted",
      "3 1 greeting closed-without-greeting",
    ],
  ],
  [
    "Postfix",
    `Nov 22 09:00:01 box postfix/smtp[812]: 4F1: to=<a@x.example>, relay=smtp.gmail.com[192.0.2.1]:587, delay=1.2, dsn=4.7.8, status=deferred (SASL authentication failed; server smtp.gmail.com[192.0.2.1] said: ${GMAIL_REFUSAL[0]} ${GMAIL_REFUSAL[1]})
Nov 22 09:00:02 box postfix/smtp[812]: 4F2: to=<a@x.example>, relay=mx.example[192.0.2.2]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example[192.0.2.2] said: 550 5.1.1 <a@x.example>: User unknown (in reply to RCPT TO command))
Nov 22 09:00:03 box postfix/smtp[812]: 4F3: to=<a@x.example>, relay=none, status=deferred (connect to mx.example[192.0.2.2]:25: Connection timed out)
Nov 22 09:00:04 box postfix/smtp[812]: 4F4: status=deferred (host mx.example[192.0.2.2] refused to talk to me: 554 5.7.1 blocked using zen.spamhaus.org)
Nov 22 09:00:05 box postfix/smtp[812]: SMTPS wrappermode (TCP port 465) requires setting "smtp_tls_wrappermode = yes", and "smtp_tls_security_level = encrypt" (or stronger)
Nov 22 09:00:06 box postfix/smtp[812]: 4F5: status=deferred (TLS is required, but was not offered by host mx.example[192.0.2.2])`,
    "Postfix",
    [
      "1 1 auth gmail-password-not-accepted",
      "2 1 rcpt recipient-unknown",
      "3 1 connect port-blocked",
      "4 1 greeting address-blocked",
      "5 1 greeting tls-port-spoken-to-in-plain",
      "6 1 ehlo no-encryption-offered",
    ],
  ],
  [
    "Postfix, TLS",
    `postfix/smtp[9]: 4F1: status=deferred (Server certificate not trusted)
postfix/smtp[9]: 4F2: status=deferred (Server certificate not verified)
postfix/smtp[9]: 4F3: status=deferred (Cannot start TLS: handshake failure)
postfix/smtp[9]: 4F4: status=deferred (lost connection with mx.example[192.0.2.1] while receiving the initial server greeting)
postfix/smtp[9]: 4F5: status=deferred (conversation with mx.example[192.0.2.1] timed out while receiving the initial server greeting)
postfix/smtp[9]: 4F6: status=deferred (lost connection with mx.example[192.0.2.1] while sending end of data -- message may be sent more than once)
postfix/smtp[9]: 4F7: status=deferred (Host or domain name not found. Name service error for name=mx.example type=A: Host not found)`,
    "Postfix",
    [
      "1 1 tls certificate-from-private-authority",
      "2 1 tls certificate-not-accepted",
      "3 1 tls handshake-broken-off",
      "4 1 greeting closed-without-greeting",
      "5 1 greeting tls-port-spoken-to-in-plain",
      "6 1 final may-already-be-delivered",
      "7 1 connect host-not-found",
    ],
  ],
  [
    "Exim",
    `2026-11-22 09:00:00 1abcDE-000001-2F ** a@x.example R=smarthost T=remote_smtp H=mx.example [192.0.2.1]:587 X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes: SMTP error from remote mail server after RCPT TO:<a@x.example>: 550 relay not permitted
2026-11-22 09:00:01 1abcDE-000002-2F == a@x.example R=smarthost T=remote_smtp defer (-44) H=mx.example [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<a@x.example>: 450 4.2.0 <a@x.example>: Greylisted
2026-11-22 09:00:02 1abcDE-000003-2F ** a@x.example R=smarthost T=remote_smtp H=smtp.office365.com [192.0.2.1]: SMTP error from remote mail server after end of data: 554 5.2.252 SendAsDenied; a not allowed to send as b
2026-11-22 09:00:03 1abcDE-000004-2F H=mx.example [192.0.2.1] Connection refused`,
    "Exim",
    [
      "1 1 rcpt relay-denied",
      "2 1 rcpt greylisted",
      "3 1 final m365-send-as-denied",
      "4 1 connect nothing-listens",
    ],
  ],
  [
    "PHPMailer",
    `2026-11-22 09:00:00 Connection: opening to smtp.mail.yahoo.com:587, timeout=300, options=array()
2026-11-22 09:00:01 SERVER -> CLIENT: 220 smtp.mail.yahoo.com ESMTP ready
2026-11-22 09:00:01 CLIENT -> SERVER: EHLO unit7
2026-11-22 09:00:01 SERVER -> CLIENT: 250-smtp.mail.yahoo.com
                                      250-PIPELINING
                                      250 AUTH PLAIN LOGIN
2026-11-22 09:00:01 CLIENT -> SERVER: AUTH LOGIN
2026-11-22 09:00:01 SERVER -> CLIENT: 334 VXNlcm5hbWU6
2026-11-22 09:00:01 CLIENT -> SERVER: am9l
2026-11-22 09:00:01 SERVER -> CLIENT: 334 UGFzc3dvcmQ6
2026-11-22 09:00:01 CLIENT -> SERVER: aHVudGVyMg==
2026-11-22 09:00:02 SERVER -> CLIENT: 535 5.7.0 (#AUTH005) Too many bad auth attempts.
2026-11-22 09:00:02 SMTP ERROR: Password command failed: 535 5.7.0 (#AUTH005) Too many bad auth attempts.
SMTP Error: Could not authenticate.`,
    "PHPMailer",
    ["12 2 auth yahoo-too-many-bad-logins"],
  ],
  [
    "Python, debug output",
    `connect: to ('smtp.qq.com', 465) None
send: 'ehlo [127.0.1.1]\\r\\n'
reply: b'250-smtp.qq.com\\r\\n'
reply: b'250 AUTH LOGIN PLAIN\\r\\n'
reply: retcode (250); Msg: b'smtp.qq.com\\nAUTH LOGIN PLAIN'
send: 'mail FROM:<a@x.example>\\r\\n'
reply: b'501 mail from address must be same as authorization user\\r\\n'
reply: retcode (501); Msg: b'mail from address must be same as authorization user'`,
    "Python smtplib",
    ["7 1 mail from-must-be-login"],
  ],
  [
    "Python, tracebacks",
    `smtplib.SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted. For more information, go to\\n5.7.8  https://x')
smtplib.SMTPRecipientsRefused: {'a@x.example': (550, b'5.1.1 No such user')}
smtplib.SMTPSenderRefused: (530, b'5.7.0 Must issue a STARTTLS command first.', 'a@x.example')
smtplib.SMTPNotSupportedError: SMTP AUTH extension not supported by server.
ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)
socket.gaierror: [Errno -2] Name or service not known
  File "/usr/lib/python3.11/smtplib.py", line 398, in getreply
    raise SMTPServerDisconnected("Connection unexpectedly closed: "
smtplib.SMTPServerDisconnected: Connection unexpectedly closed: timed out`,
    "Python smtplib",
    [
      "1 1 auth gmail-password-not-accepted",
      "2 1 rcpt recipient-unknown",
      "3 1 mail starttls-must-come-first",
      "4 1 ehlo login-not-offered",
      "5 1 tls certificate-self-signed",
      "6 1 connect host-not-found",
      "9 1 greeting tls-port-spoken-to-in-plain",
    ],
  ],
  [
    "swaks",
    `=== Trying smtp.sendgrid.net:587...
=== Connected to smtp.sendgrid.net.
<-  220 SG ESMTP service ready
 -> EHLO unit7
<-  250-smtp.sendgrid.net
<-  250 AUTH PLAIN LOGIN
 -> MAIL FROM:<a@x.example>
<** 550 Unauthenticated senders not allowed
 -> QUIT
<-  221 Bye`,
    "swaks",
    ["8 1 mail sendgrid-login-wanted"],
  ],
  [
    "Go",
    `dial failed: tls: first record does not look like a TLS handshake
x509: certificate has expired or is not yet valid: current time 1970-01-01T00:03:07Z is before 2026-10-01T00:00:00Z
dial tcp 192.0.2.1:26: i/o timeout`,
    undefined,
    [
      "1 1 tls plain-port-spoken-to-in-tls",
      "2 1 tls certificate-not-yet-valid",
      "3 1 connect port-blocked",
    ],
  ],
  [
    "a bare reply",
    "550 5.7.30 Basic authentication is not supported for Client Submission. [AM0PR]",
    "SMTP",
    ["1 1 ? m365-passwords-retired"],
  ],
  [
    "a device that stops at an odd prompt",
    "CLIENT -> SERVER: AUTH LOGIN\nSERVER -> CLIENT: 334 VXNlciBOYW1lAA==\nCLIENT -> SERVER: QUIT",
    "PHPMailer",
    ["2 1 auth login-prompt-unusual"],
  ],
  [
    "msmtp in German, with a certificate that has expired",
    "msmtp: TLS-Zertifikatsüberprüfung ist fehlgschlagen: Das Zertifikat ist abgelaufen",
    "msmtp",
    ["1 1 tls certificate-expired"],
  ],
  [
    "msmtp in German, with a server that says nothing",
    "Nov 20 03:12:11 host=mx.example tls=on errormsg='Netzwerk-Lesefehler: die Wartezeit ist abgelaufen' exitcode=EX_TEMPFAIL",
    undefined,
    ["1 1 greeting tls-port-spoken-to-in-plain"],
  ],
  [
    "words of a German, a French and a Spanish system",
    [
      "Verbindung zu mx.example, Port 25 kann nicht hergestellt werden: Die Wartezeit für die Verbindung ist abgelaufen",
      "connect: Connexion refusée",
      "La red es inaccesible",
      "Fehler bei der Namensauflösung",
      "Die Verbindung wurde vom Kommunikationspartner zurückgesetzt",
    ].join("\n"),
    undefined,
    [
      "1 1 connect port-blocked",
      "2 1 connect nothing-listens",
      "3 1 connect network-unreachable",
      "4 1 connect host-not-found",
      "5 1 greeting closed-without-greeting",
    ],
  ],
  [
    "the number of a system error beside words of any language",
    "SMTP ERROR: Failed to connect to server: Połączenie odrzucone (111)",
    "PHPMailer",
    ["1 1 connect nothing-listens"],
  ],
  [
    "nodemailer, whose DNS server does not answer",
    "Error: queryA ETIMEOUT mx.example\n  code: 'EDNS',\n  command: 'CONN'",
    undefined,
    ["1 1 connect host-not-found"],
  ],
  [
    "PHPMailer, which does not say why STARTTLS went wrong",
    `SERVER -> CLIENT: 220 mx.example ESMTP
CLIENT -> SERVER: STARTTLS
SERVER -> CLIENT: 220 OK
SMTP Error: Could not connect to SMTP host.
SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting`,
    "PHPMailer",
    ["4 1 tls handshake-broken-off"],
  ],
  [
    "PHPMailer, which says why in a line before",
    "SMTP ERROR: Failed to connect to server: Connection refused (111)\nSMTP connect() failed.",
    "PHPMailer",
    ["1 1 connect nothing-listens"],
  ],
  [
    "colours of a terminal",
    "\u001b[31mError\u001b[0m: connect \u001b[1mECONNREFUSED\u001b[0m 192.0.2.7:465",
    undefined,
    ["1 1 connect nothing-listens"],
  ],
  [
    "one failure of many recipients",
    "S: 550 5.1.1 <a@x.example>: User unknown\nS: 550 5.1.1 <bob.b@y.example>: User unknown",
    "Fieldpost",
    ["1 2 ? recipient-unknown"],
  ],
  [
    "a reply in quotes",
    "Remote server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'",
    undefined,
    ["1 1 ? recipient-unknown"],
  ],
  [
    "curl, which was refused",
    "curl: (67) Access denied: 535",
    undefined,
    ["1 1 auth login-refused"],
  ],
  [
    "something else",
    "The quick brown fox, at 12:55, sold 550 apples.\n404 not here",
    undefined,
    [],
  ],
];

describe("explainLog()", () => {
  it.each(LOGS)("reads %s", (_, log, product, expected) => {
    const explanation = explainLog(log);
    expect(shortOf(explanation)).toEqual(expected);
    expect(explanation.product).toBe(product);
    expect(explanation.isCut).toBe(false);
    expect(explanation.log).not.toMatch(/aHVudGVyMg|AGpvZQBodW50ZXIy|hunter2/);
  });

  it("takes host, port and user from the log, the line's own before the others'", () => {
    const [finding] = explainLog(
      "host: 'smtp.zoho.eu', port: 465, user: 'joe@zoho.eu'\nS: 535 Authentication Failed",
    ).findings;
    expect(finding?.diagnoses[0]?.id).toBe("zoho-login-refused");
    expect(finding?.words).toBe("535 Authentication Failed");
  });

  it("shows of a line of msmtp the server's words and nothing of what follows them", () => {
    const line =
      "host=smtp.zoho.com tls=on auth=on errormsg='envelope from address a@b.example not accepted by the server' smtpstatus=553 smtpmsg='553 Sender is not allowed to relay emails' exitcode=EX_DATAERR";
    const [finding] = explainLog(line).findings;
    expect(finding?.words).toBe("553 Sender is not allowed to relay emails");
  });

  it("says what a reply means in general, in the words of a delivery", () => {
    const [finding] = explainLog("C: RCPT TO:<a@x.example>\nS: 550 5.1.1 No").findings;
    expect(finding?.meaning).toBe("The server refuses this recipient for good.");
  });

  it("doubts a row that is past its day", () => {
    const log = "535 5.7.139 SmtpClientAuthentication is disabled for the Tenant";
    const stale = [1_790_000_000_000, 1_900_000_000_000, undefined].map(
      (todayMs) => explainLog(log, { todayMs }).findings[0]?.diagnoses[0]?.isStale,
    );
    expect(stale).toEqual([false, true, false]);
  });

  it("shows no secret in the words of a finding", () => {
    const [finding] = explainLog(
      "C: AUTH PLAIN AGpvZQBodW50ZXIy\nS: 535 5.7.8 no hunter2 for joe",
    ).findings;
    expect(finding?.words).toBe("535 5.7.8 no **** for joe");
  });

  it("tells a limited number of findings and says that there are more", () => {
    const lines = Array.from({ length: 60 }, (_, at) => `S: 550 5.1.1 no user ${at}`);
    const { findings, isCut } = explainLog(lines.join("\n"));
    expect([findings.length, isCut]).toEqual([LOG_FINDING_LIMIT, true]);
  });

  it("reads the end of a log that is too long, from the beginning of a line", () => {
    const { log, findings, isCut } = explainLog(
      `${`${"x y".repeat(33)}\n`.repeat(11_000)}S: 550 5.1.1 no`,
    );
    expect(isCut).toBe(true);
    expect(log.length).toBeLessThanOrEqual(LOG_LIMIT);
    expect(log.startsWith("x yx")).toBe(true);
    expect(findings.map(({ line }) => line)).toEqual([11_001]);
  });
});
