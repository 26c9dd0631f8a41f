import { describe, expect, it } from "@jest/globals";
import { CHANNEL_SAMPLES, LOGIN_SAMPLES, MESSAGE_SAMPLES } from "./_testing/failure_samples.ts";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { diagnose } from "./diagnose.ts";
import type { Diagnosis, DiagnosisEvidence } from "./diagnosis.ts";
import { FAILURE_CATALOGUE } from "./failure_catalogue.ts";
import { formatDiagnosis } from "./format_diagnosis.ts";

const SAMPLES = [...CHANNEL_SAMPLES, ...LOGIN_SAMPLES, ...MESSAGE_SAMPLES];

function best(evidence: DiagnosisEvidence): Diagnosis | undefined {
  return diagnose(evidence)[0];
}

describe("diagnose()", () => {
  it.each(SAMPLES.map((sample) => [sample.id, sample.certainty, sample] as const))(
    "finds %s, %s",
    (id, certainty, { evidence }) => {
      const found = best(evidence);
      expect([found?.id, found?.certainty]).toEqual([id, certainty]);
    },
  );

  it("is shown a sample of every row", () => {
    const shown = new Set(SAMPLES.map(({ id }) => id));
    expect(FAILURE_CATALOGUE.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it.each<[string, DiagnosisEvidence, string]>([
    [
      "465, SMTPS off",
      { stage: "greeting", outcome: "SMTPS_OFF_ON_TLS_PORT", port: 465 },
      "Port 465 expects encryption from the first byte. Turn SMTPS on.",
    ],
    [
      "587, SMTPS on",
      { stage: "tls", outcome: "SMTPS_ON_PLAINTEXT_PORT", port: 587 },
      "Port 587 starts in plain text and then upgrades. Turn SMTPS off and leave STARTTLS on",
    ],
    [
      "25, SMTPS on",
      { stage: "tls", outcome: "SMTPS_ON_PLAINTEXT_PORT", port: 25 },
      "port 25 is for server-to-server mail; your provider wants 465 or 587.",
    ],
    [
      "login, no encryption offered",
      { stage: "ehlo", outcome: "STARTTLS_NOT_OFFERED", username: "joe" },
      "The server offers no encryption, so your password was not sent.",
    ],
    [
      "login only after TLS, STARTTLS off",
      { stage: "ehlo", outcome: "AUTH_NOT_OFFERED", mode: "plain" },
      "This server hides login until the connection is encrypted, and encryption is switched off. Turn STARTTLS on.",
    ],
    [
      "login never offered",
      { stage: "ehlo", outcome: "AUTH_NOT_OFFERED", mode: "implicit", port: 465 },
      "The server did not ask for a login on port 465; is this the submission server?",
    ],
    [
      "EHLO refused",
      { stage: "ehlo", outcome: "ESMTP_REQUIRED" },
      "Server is too old for login and encryption",
    ],
    [
      "EHLO name",
      { stage: "rcpt", outcome: "BAD_HELO_NAME", heloName: "localhost" },
      "This device introduces itself as localhost, and the server wants a full name. Set a host name",
    ],
    [
      "optional encryption broken",
      { stage: "starttls", outcome: "STARTTLS_UNAVAILABLE", mode: "starttls-may" },
      "Encryption is optional here and the server's is broken. Choose never, or have the server repaired.",
    ],
    [
      "host typed as IP",
      { stage: "tls", outcome: "CERTIFICATE_NAME_MISMATCH", host: "192.0.2.7" },
      "Certificates are issued to names.",
    ],
    [
      "clock of 1970",
      { stage: "tls", outcome: "CERTIFICATE_NOT_YET_VALID", nowMs: 0 },
      "The device clock says 1970-01-01 00:00 UTC; set it first.",
    ],
    [
      "Gmail and the account's password",
      {
        stage: "auth",
        host: "smtp.gmail.com",
        reply: { code: 535, enhanced: "5.7.8", lines: ["5.7.8 No"] },
      },
      "Needs a 16-character app password (2-Step Verification must be on).",
    ],
    [
      "Microsoft 365 and a password",
      {
        stage: "auth",
        reply: {
          code: 550,
          enhanced: "5.7.30",
          lines: ["5.7.30 Basic authentication is not supported"],
        },
      },
      "Your Microsoft tenant no longer accepts passwords for SMTP.",
    ],
    [
      "Outlook.com and a password",
      {
        stage: "auth",
        host: "smtp-mail.outlook.com",
        reply: {
          code: 535,
          enhanced: "5.7.139",
          lines: ["5.7.139 basic authentication is disabled"],
        },
      },
      "Microsoft personal accounts accept only OAuth sign-in",
    ],
    [
      "From is not the account",
      {
        stage: "mail",
        host: "smtp.qq.com",
        username: "joe@qq.com",
        reply: {
          code: 501,
          enhanced: undefined,
          lines: ["mail from address must be same as authorization user"],
        },
      },
      "Provider only lets you send as joe@qq.com. Change From.",
    ],
  ])("says the sentence for %s", (_, evidence, sentence) => {
    const { cause = "", fix = "" } = best(evidence) ?? {};
    expect(`${cause} ${fix}`).toContain(sentence);
  });

  it("has nothing to say of a message that a server on this machine has taken", () => {
    const evidence = { stage: "final", outcome: "DELIVERED", heloName: "[127.0.0.1]" } as const;
    const from = "joe@gmail.com";
    expect(diagnose({ ...evidence, from, host: "localhost" })).toEqual([]);
    expect(diagnose({ ...evidence, from, host: "::1" })).toEqual([]);
  });

  it("gives a value and a command where the value is known, and words where a person decides", () => {
    const found = best({
      stage: "final",
      reply: { code: 554, enhanced: "5.2.252", lines: ["5.2.252 SendAsDenied"] },
      username: "o'neil@x.example",
      from: "alarm@x.example",
    });
    expect(found?.change).toEqual([
      {
        key: "IpConfig/EmailAddress",
        value: "o'neil@x.example",
        isExact: true,
        command: "fieldpost registry 'IpConfig/EmailAddress = o'\\''neil@x.example'",
      },
    ]);
    const secret = best({
      stage: "auth",
      reply: { code: 535, enhanced: undefined, lines: ["no"] },
    });
    expect(secret?.change.map(({ key, isExact, command }) => [key, isExact, command])).toEqual([
      ["Email/Username", false, undefined],
      ["Email/Password", false, "fieldpost ipconfig --password-stdin"],
    ]);
  });

  it("leaves out a change that is in effect", () => {
    const evidence = { stage: "tls", outcome: "SMTPS_ON_PLAINTEXT_PORT", port: 587 } as const;
    const host = "smtp.mail.me.com";
    expect(best({ ...evidence, host, mode: "implicit" })?.change.map(({ key }) => key)).toEqual([
      "Email/SMTPS",
    ]);
  });

  it("doubts a row after its day, and says so", () => {
    const evidence: DiagnosisEvidence = {
      stage: "auth",
      host: "smtp.office365.com",
      reply: {
        code: 550,
        enhanced: "5.7.30",
        lines: ["5.7.30 Basic authentication is not supported"],
      },
    };
    const found = [1_798_700_000_000, 1_798_800_000_000].map((nowMs) =>
      best({ ...evidence, nowMs }),
    );
    expect(found.map((each) => [each?.certainty, each?.isStale])).toEqual([
      ["certain", false],
      ["likely", true],
    ]);
    expect(found[1] && formatDiagnosis(found[1]).at(-1)).toBe(
      "Note: this was last known to be so in 2026-11.",
    );
  });

  it("lowers what it says when the host is not known to be the provider's", () => {
    const reply = {
      code: 535,
      enhanced: "5.7.139",
      lines: ["5.7.139 basic authentication is disabled"],
    };
    expect(diagnose({ stage: "auth", reply }).map(({ id, certainty }) => [id, certainty])).toEqual([
      ["microsoft-basic-login-disabled", "certain"],
      ["outlook-com-oauth-only", "likely"],
      ["login-refused", "certain"],
    ]);
  });

  it("compares the certificate's dates with the clock", () => {
    const day = 86_400_000;
    const proof = (nowMs: number) =>
      best({
        stage: "tls",
        failure: { code: "CERT_NOT_YET_VALID", message: "" },
        certificate: { fromMs: 20_000 * day, toMs: 20_090 * day },
        nowMs,
      })?.proof;
    expect([19_000, 20_010, 20_100].map((at) => proof(at * day))).toEqual([
      "The certificate is valid from 2024-10-04 00:00 UTC to 2025-01-02 00:00 UTC; this device's clock says 2022-01-08 00:00 UTC, before it begins.",
      "The certificate is valid from 2024-10-04 00:00 UTC to 2025-01-02 00:00 UTC; this device's clock says 2024-10-14 00:00 UTC, between the two.",
      "The certificate is valid from 2024-10-04 00:00 UTC to 2025-01-02 00:00 UTC; this device's clock says 2025-01-12 00:00 UTC, after it ends.",
    ]);
  });

  it("tells what a second connection was answered", () => {
    const proof = (opposite: DiagnosisEvidence["opposite"]) =>
      best({ stage: "tls", outcome: "SMTPS_ON_PLAINTEXT_PORT", port: 587, opposite })?.proof;
    expect(proof({ speaks: "plain", words: "220 mx", offersStartTls: false })).toBe(
      'A second connection, without any secret, began in plain text: the server answered with "220 mx" and offers no encryption at all.',
    );
    expect(proof({ speaks: "neither" })).toBeUndefined();
  });

  it("never throws, whatever the evidence", () => {
    const random = new SeededRandom(7);
    const words = [
      "\u0000",
      "{host}",
      "5.7.8 ",
      "%s",
      "(",
      "[::",
      "smtp.",
      "*",
      "'",
      "\ud800",
      "é",
    ];
    for (let round = 0; round < 2000; round += 1) {
      const text = () => random.text(words, 6);
      const found = diagnose({
        stage: undefined,
        reply: { code: random.below(1000), enhanced: text(), lines: [text(), text()] },
        failure: { code: text(), message: text() },
        host: text(),
        port: random.below(70_000) - 100,
        username: text(),
        from: text(),
        heloName: text(),
        nowMs: [Number.NaN, Number.POSITIVE_INFINITY, -1e20, 0][random.below(4)],
      });
      found.flatMap(formatDiagnosis);
    }
  });
});
