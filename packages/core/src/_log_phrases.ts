import type { OutcomeCode } from "./submission_outcome.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** What a program's own words about a failure amount to. */
export interface LogPhrase {
  readonly text: RegExp;
  /** Node's code for it. */
  readonly code?: string;
  readonly outcome?: OutcomeCode;
  readonly stage?: SubmissionStage;
}

/** Words of programs and libraries about the network and TLS; the first that fits counts. */
export const LOG_PHRASES: readonly LogPhrase[] = [
  {
    text: /wrong[ _]version[ _]number|first record does not look like a TLS handshake|unexpected TLS packet|packet length too long/i,
    code: "ERR_SSL_WRONG_VERSION_NUMBER",
    outcome: "SMTPS_ON_PLAINTEXT_PORT",
    stage: "tls",
  },
  { text: /SMTPS wrappermode/i, outcome: "SMTPS_OFF_ON_TLS_PORT", stage: "greeting" },
  {
    text: /greeting never received|timed out while receiving the initial server greeting|connection unexpectedly closed: timed out|network read error: the operation timed out/i,
    outcome: "GREETING_TIMEOUT",
    stage: "greeting",
  },
  {
    text: /while receiving the initial server greeting|server sent an empty reply|network read error/i,
    outcome: "CONNECTION_LOST",
    stage: "greeting",
  },
  {
    text: /self[- ]signed certificate in (?:the )?certificate chain|SELF_SIGNED_CERT_IN_CHAIN/i,
    code: "SELF_SIGNED_CERT_IN_CHAIN",
    stage: "tls",
  },
  {
    text: /self[- ]?signed certificate|DEPTH_ZERO_SELF_SIGNED_CERT/i,
    code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    stage: "tls",
  },
  {
    text: /unable to verify the first certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE/i,
    code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    stage: "tls",
  },
  {
    text: /unable to get (?:local )?issuer cert|unknown authority|untrusted issuer|issuer is unknown|known issuer|server certificate not trusted|UNABLE_TO_GET_ISSUER/i,
    code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    stage: "tls",
  },
  {
    text: /not yet valid: current time \S{1,40} is before|certificate is not yet (?:valid|activated)|CERT_NOT_YET_VALID/i,
    code: "CERT_NOT_YET_VALID",
    stage: "tls",
  },
  {
    text: /certificate (?:has |is )?expired|CERT_HAS_EXPIRED/i,
    code: "CERT_HAS_EXPIRED",
    stage: "tls",
  },
  {
    text: /cert's (?:altnames|list)|hostname mismatch|certificate is not valid for|certificate is valid for .{1,200} not |(?:host ?name|certificate owner|name in (?:the )?certificate).{0,60}(?:does not|doesn't) match|ERR_TLS_CERT_ALTNAME_INVALID/i,
    code: "ERR_TLS_CERT_ALTNAME_INVALID",
    stage: "tls",
  },
  {
    text: /unsupported[ _]protocol|alert[ _]protocol[ _]version|PROTOCOL_VERSION/i,
    code: "ERR_SSL_UNSUPPORTED_PROTOCOL",
    stage: "tls",
  },
  {
    text: /alert[ _]handshake[ _]failure|no[ _]shared[ _]cipher/i,
    code: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    stage: "tls",
  },
  {
    text: /ENOTFOUND|EAI_AGAIN|name or service not known|no such host|getaddrinfo failed|host or domain name not found|cannot locate host|nodename nor servname|php_network_getaddresses|temporary failure in name resolution/i,
    code: "ENOTFOUND",
    outcome: "HOST_NOT_FOUND",
    stage: "connect",
  },
  {
    text: /ECONNREFUSED|connection refused|actively refused/i,
    code: "ECONNREFUSED",
    outcome: "CONNECTION_REFUSED",
    stage: "connect",
  },
  {
    text: /ENETUNREACH|EHOSTUNREACH|network is unreachable|no route to host/i,
    code: "ENETUNREACH",
    outcome: "NETWORK_UNREACHABLE",
    stage: "connect",
  },
  {
    text: /ETIMEDOUT|connect(?:ion)? tim(?:ed ?out|eout)|i\/o timeout|operation timed out|TimeoutError|dial tcp .{1,80} timeout/i,
    code: "ETIMEDOUT",
    outcome: "CONNECT_TIMEOUT",
    stage: "connect",
  },
  {
    text: /does not support authentication|AUTH extension not supported|no mechanism available|without AUTH support/i,
    outcome: "AUTH_NOT_OFFERED",
    stage: "ehlo",
  },
  {
    text: /STARTTLS extension not supported|does not support TLS via the STARTTLS|TLS is required, but was not offered|host did not advertise STARTTLS|STARTTLS not (?:supported|offered|advertised)/i,
    outcome: "STARTTLS_NOT_OFFERED",
    stage: "ehlo",
  },
  {
    text: /no worthy mechs|cannot use a secure authentication method|no suitable authentication method|no supported authentication/i,
    outcome: "NO_COMMON_MECHANISM",
    stage: "auth",
  },
  {
    text: /(?:lost connection|timed out).{0,120}sending end of data|may be delivered multiple times/i,
    outcome: "MAYBE_DELIVERED",
    stage: "final",
  },
  {
    text: /certificate verif(?:y|ication) failed|server certificate not verified/i,
    outcome: "CERTIFICATE_INVALID",
    stage: "tls",
  },
  {
    text: /TLS startup failed|TLS handshake failed|cannot start TLS|SSL_connect error|SSL operation failed/i,
    outcome: "TLS_HANDSHAKE_FAILED",
    stage: "tls",
  },
  { text: /Timeout \(\d{1,6} secs\) waiting for server response/i, outcome: "TIMED_OUT" },
  {
    text: /connection unexpectedly|lost connection|ECONNRESET|connection reset/i,
    code: "ECONNRESET",
    outcome: "CONNECTION_LOST",
  },
];

/** Words that tell at which stage the reply beside them came. */
export const STAGE_PHRASES: readonly { readonly text: RegExp; readonly stage: SubmissionStage }[] =
  [
    {
      text: /invalid login|Authentifizierung fehlgeschlagen|authentication failed|authenticator failed|could not authenticate|SMTPAuthenticationError|(?:password|username|AUTH\S{0,20}(?: \S{1,12})?) command failed|command: 'AUTH/i,
      stage: "auth",
    },
    {
      text: /in reply to MAIL FROM|after (?:pipelined )?MAIL FROM|envelope from address|Umschlagabsenderadresse|SMTPSenderRefused|mail command failed|MAIL FROM command failed|command: 'MAIL/i,
      stage: "mail",
    },
    {
      text: /in reply to RCPT TO|after (?:pipelined )?RCPT TO|recipient address|SMTPRecipientsRefused|recipients were rejected|RCPT TO command failed|recipient command failed|command: 'RCPT/i,
      stage: "rcpt",
    },
    {
      text: /in reply to end of DATA|after (?:pipelined )?(?:end of data|sending data block)|did not accept the mail|SMTPDataError|message failed|DATA END command failed|command: 'DATA/i,
      stage: "final",
    },
    { text: /in reply to DATA|after (?:pipelined )?DATA\b|DATA command failed/i, stage: "data" },
    {
      text: /refused to talk to me|after initial connection|invalid greeting|SMTPConnectError/i,
      stage: "greeting",
    },
    {
      text: /in reply to (?:EHLO|HELO)|after (?:EHLO|HELO)|SMTPHeloError|(?:EHLO|HELO) command failed|command: 'EHLO/i,
      stage: "ehlo",
    },
    {
      text: /in reply to STARTTLS|after STARTTLS|STARTTLS command failed|error upgrading/i,
      stage: "starttls",
    },
  ];
