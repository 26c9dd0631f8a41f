import type { Answer, Dialogue } from "../engine/dialogue.ts";
import type { SmtpExtension } from "../engine/extension.ts";
import type { MailTransaction } from "../engine/mail_transaction.ts";
import type { ProtocolWarning } from "../engine/protocol_warning.ts";
import { NO_PARAMETERS, type PathArgument, tryParsePath } from "../engine/smtp_command.ts";
import type { SmtpReply } from "../engine/smtp_reply.ts";

/** MAIL: begins a transaction (RFC 5321, 4.1.1.2). */
export function answerMail(dialogue: Dialogue, argument: string): Answer {
  const path = tryParsePath("FROM", argument);
  const refusal = refuseMail(dialogue, path);
  if (refusal !== undefined || path === undefined) {
    return { stage: "mail", reply: refusal ?? SYNTAX_REPLY };
  }
  return {
    stage: "mail",
    reply: { code: 250, status: "2.1.0", text: "Ok" },
    sender: path.address,
    irregular: irregularMail(dialogue, path),
    commit: () => begin(dialogue, path),
  };
}

const SYNTAX_REPLY: SmtpReply = {
  code: 501,
  status: "5.1.7",
  text: "MAIL needs FROM:<address>",
};

function refuseMail(dialogue: Dialogue, path: PathArgument | undefined): SmtpReply | undefined {
  const { settings, record, secured } = dialogue;
  if (dialogue.transaction !== undefined) {
    return { code: 503, status: "5.5.1", text: "A transaction is under way, RSET ends it" };
  }
  if (settings.tlsRequired && !secured) {
    return { code: 530, status: "5.7.0", text: "Must issue a STARTTLS command first" };
  }
  if (settings.authRequired && record.auth === null) {
    return { code: 530, status: "5.7.0", text: "Authentication required" };
  }
  return path === undefined ? SYNTAX_REPLY : refuseSize(settings.sizeLimitBytes, path);
}

/** A declared size over the limit is refused before the content is sent (RFC 1870, 6.1). */
function refuseSize(limitBytes: number, path: PathArgument): SmtpReply | undefined {
  const declared = path.parameters["SIZE"];
  if (declared === undefined) {
    return undefined;
  }
  if (declared === true || !/^\d{1,20}$/.test(declared)) {
    return { code: 501, status: "5.5.4", text: "SIZE needs a number" };
  }
  return Number(declared) > limitBytes
    ? { code: 552, status: "5.3.4", text: `Message size exceeds the limit of ${limitBytes}` }
    : undefined;
}

function irregularMail(dialogue: Dialogue, path: PathArgument): readonly ProtocolWarning[] {
  const isUtf8 = path.parameters["SMTPUTF8"] === true;
  const found = irregularPath(path, { command: "MAIL", isUtf8, hide: dialogue.settings.hide });
  const message = "MAIL came before EHLO or HELO";
  return dialogue.record.hello === null
    ? [{ code: "mail-before-hello", message }, ...found]
    : found;
}

function begin(dialogue: Dialogue, path: PathArgument): void {
  const { record } = dialogue;
  dialogue.transaction = {
    from: path.address,
    fromParameters: path.parameters,
    recipients: [],
    refusedRecipients: [],
    warnings: sessionWarnings(dialogue),
    transcriptStart: record.log.length - 1,
    mailMs: record.elapsedMs(),
    dataMs: 0,
    chunks: undefined,
    chunkBytes: 0,
  } satisfies MailTransaction;
}

/** What the session did before the transaction concerns each of its messages. */
function sessionWarnings(dialogue: Dialogue): ProtocolWarning[] {
  return [...dialogue.record.warnings];
}

const NONE: readonly ProtocolWarning[] = [];

/** The ordinary case, found out without making anything. */
function isRegular(path: PathArgument): boolean {
  return (
    path.irregularities.length === 0 &&
    path.parameters === NO_PARAMETERS &&
    ASCII_REGEXP.test(path.address)
  );
}

const ASCII_REGEXP = /^[\0-\x7f]*$/;

/** Where a path stands. */
export interface PathContext {
  readonly command: "MAIL" | "RCPT";
  /** Whether MAIL said SMTPUTF8. */
  readonly isUtf8: boolean;
  readonly hide: ReadonlySet<SmtpExtension>;
}

/** Says what is irregular about a path. */
export function irregularPath(
  path: PathArgument,
  context: PathContext,
): readonly ProtocolWarning[] {
  if (isRegular(path)) {
    return NONE;
  }
  const { command, isUtf8, hide } = context;
  const start = `${command} <${path.address}>`;
  const warnings = path.irregularities.map((code): ProtocolWarning => {
    return { code, message: `${start}: ${PATH_SENTENCES[code]}` };
  });
  if (!isUtf8 && /[^\0-\x7f]/.test(path.address)) {
    const message = `${start}: an address beyond ASCII needs the parameter SMTPUTF8`;
    warnings.push({ code: "address-without-utf8", message });
  }
  for (const name of Object.keys(path.parameters)) {
    const extension = PARAMETERS[command][name];
    if (extension === undefined || hide.has(extension)) {
      const message = `${start}: the parameter ${name} belongs to no extension that is offered`;
      warnings.push({ code: "unknown-parameter", message });
    }
  }
  return warnings;
}

const PARAMETERS: Readonly<Record<"MAIL" | "RCPT", Readonly<Record<string, SmtpExtension>>>> = {
  MAIL: {
    SIZE: "SIZE",
    BODY: "8BITMIME",
    SMTPUTF8: "SMTPUTF8",
    AUTH: "AUTH",
    RET: "DSN",
    ENVID: "DSN",
    REQUIRETLS: "REQUIRETLS",
  },
  RCPT: { NOTIFY: "DSN", ORCPT: "DSN" },
};

const PATH_SENTENCES: Readonly<Record<PathArgument["irregularities"][number], string>> = {
  "no-angle-brackets": "the address stands without angle brackets",
  "source-route": "source routes are obsolete",
  "space-in-path": "no space may stand around the colon",
};
