import type { OutcomeRow } from "./outcome_row.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** One row for what the network, TLS or a certificate check said; `codes` are the platform's. */
export interface FailureRow extends OutcomeRow {
  readonly stages?: readonly SubmissionStage[];
  /** `undefined` stands for every code. */
  readonly codes?: readonly string[];
}

/** Failures of the network and of the handshake, tables B1 to B8 and D10. */
export const TRANSPORT_ROWS: readonly FailureRow[] = [
  {
    rule: "F-uncertain",
    stages: ["final"],
    kind: "uncertain",
    code: "MAYBE_DELIVERED",
    scope: "message",
  },
  {
    rule: "B1",
    stages: ["connect"],
    codes: ["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EAI_NONAME", "ENODATA", "ESERVFAIL"],
    kind: "transient",
    code: "HOST_NOT_FOUND",
    scope: "path",
  },
  {
    rule: "B2",
    stages: ["connect"],
    codes: ["ECONNREFUSED"],
    kind: "transient",
    code: "CONNECTION_REFUSED",
    scope: "path",
  },
  {
    rule: "B3",
    stages: ["connect"],
    codes: ["ETIMEDOUT"],
    kind: "transient",
    code: "CONNECT_TIMEOUT",
    scope: "path",
  },
  {
    rule: "B4",
    stages: ["connect"],
    codes: ["ENETUNREACH", "EHOSTUNREACH", "ENETDOWN", "EADDRNOTAVAIL", "EAFNOSUPPORT"],
    kind: "transient",
    code: "NETWORK_UNREACHABLE",
    scope: "path",
  },
  {
    rule: "B5",
    stages: ["tls"],
    codes: ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG"],
    kind: "hold",
    code: "SMTPS_ON_PLAINTEXT_PORT",
    scope: "path",
  },
  {
    rule: "D10",
    stages: ["tls", "starttls"],
    codes: [
      "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
      "ERR_SSL_UNSUPPORTED_PROTOCOL",
      "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
    ],
    kind: "hold",
    code: "TLS_VERSION",
    scope: "path",
  },
  {
    rule: "D10",
    stages: ["tls", "starttls"],
    codes: [
      "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
      // The same alert as OpenSSL names it from 3.2 on.
      "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
      "ERR_SSL_NO_SHARED_CIPHER",
    ],
    kind: "hold",
    code: "TLS_HANDSHAKE_FAILED",
    scope: "path",
  },
  {
    rule: "B6",
    stages: ["tls", "starttls"],
    kind: "transient",
    code: "TLS_HANDSHAKE_FAILED",
    scope: "path",
  },
  { rule: "F-lost", kind: "transient", code: "CONNECTION_LOST", scope: "path" },
];

/** Silence: the session waited as long as it may. */
export const TIMEOUT_ROWS: readonly FailureRow[] = [
  {
    rule: "F-uncertain",
    stages: ["final"],
    kind: "uncertain",
    code: "MAYBE_DELIVERED",
    scope: "message",
  },
  { rule: "B3", stages: ["connect"], kind: "transient", code: "CONNECT_TIMEOUT", scope: "path" },
  { rule: "B7", stages: ["greeting"], kind: "transient", code: "GREETING_TIMEOUT", scope: "path" },
  { rule: "F-lost", kind: "transient", code: "TIMED_OUT", scope: "path" },
];

/** Certificates that failed their check, table D; where the plan lets them stop the session. */
export const CERTIFICATE_ROWS: readonly FailureRow[] = [
  {
    rule: "D4",
    codes: ["DEPTH_ZERO_SELF_SIGNED_CERT"],
    kind: "hold",
    code: "CERTIFICATE_SELF_SIGNED",
    scope: "path",
  },
  {
    rule: "D4",
    codes: [
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_GET_ISSUER_CERT",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "CERT_UNTRUSTED",
    ],
    kind: "hold",
    code: "CERTIFICATE_UNKNOWN_ISSUER",
    scope: "path",
  },
  {
    rule: "D5",
    codes: ["UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    kind: "hold",
    code: "CERTIFICATE_INCOMPLETE_CHAIN",
    scope: "path",
  },
  {
    rule: "D6",
    codes: ["ERR_TLS_CERT_ALTNAME_INVALID", "HOSTNAME_MISMATCH"],
    kind: "hold",
    code: "CERTIFICATE_NAME_MISMATCH",
    scope: "path",
  },
  {
    rule: "D8",
    codes: ["CERT_HAS_EXPIRED"],
    kind: "hold",
    code: "CERTIFICATE_EXPIRED",
    scope: "path",
  },
  {
    rule: "D9",
    codes: ["CERT_NOT_YET_VALID"],
    kind: "hold",
    code: "CERTIFICATE_NOT_YET_VALID",
    scope: "path",
  },
  { rule: "V8", kind: "hold", code: "CERTIFICATE_INVALID", scope: "path" },
];

/** What the dialogue itself finds, without a reply or a failure that says it. */
export const FINDING_ROWS: readonly OutcomeRow[] = [
  { rule: "B8", code: "SMTPS_OFF_ON_TLS_PORT", kind: "hold", scope: "path" },
  { rule: "B12", code: "WRONG_SERVICE", kind: "hold", scope: "path" },
  { rule: "V5", code: "PROTOCOL_ERROR", kind: "transient", scope: "path" },
  { rule: "C7", code: "STARTTLS_NOT_OFFERED", kind: "transient", scope: "path" },
  { rule: "C7", code: "STARTTLS_STRIPPED", kind: "transient", scope: "path" },
  { rule: "D3", code: "PIN_MISMATCH", kind: "hold", scope: "path" },
  { rule: "A21", code: "DOWNGRADE", kind: "transient", scope: "path" },
  { rule: "C9", code: "CREDENTIALS_WOULD_LEAK", kind: "hold", scope: "path" },
  { rule: "C11", code: "INJECTION", kind: "transient", scope: "path" },
  { rule: "A18", code: "SECRET_MISSING", kind: "hold", scope: "path" },
  { rule: "S1", code: "AUTH_NOT_OFFERED", kind: "hold", scope: "path" },
  { rule: "S2", code: "NO_COMMON_MECHANISM", kind: "hold", scope: "path" },
  { rule: "S5", code: "AUTH_EXCHANGE_FAILED", kind: "hold", scope: "path" },
  { rule: "V19", code: "RECIPIENT_NEEDS_SMTPUTF8", kind: "permanent", scope: "recipient" },
  { rule: "V19", code: "SENDER_NEEDS_SMTPUTF8", kind: "permanent", scope: "message" },
  { rule: "RFC 6152", code: "EIGHT_BIT_NOT_OFFERED", kind: "permanent", scope: "message" },
  { rule: "V21", code: "REQUIRETLS_NOT_OFFERED", kind: "permanent", scope: "message" },
  { rule: "V21", code: "REQUIRETLS_NOT_PROVED", kind: "hold", scope: "message" },
  { rule: "V18", code: "MESSAGE_TOO_BIG", kind: "permanent", scope: "message" },
  { rule: "F-uncertain", code: "MAYBE_DELIVERED", kind: "uncertain", scope: "message" },
];
