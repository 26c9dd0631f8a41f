import { contentWarnings } from "../engine/content_warnings.ts";
import type { Answer, Dialogue } from "../engine/dialogue.ts";
import { removeDotStuffing } from "../engine/dot_stuffing.ts";
import type { CompleteTransaction, MailTransaction } from "../engine/mail_transaction.ts";
import type { ProtocolWarning } from "../engine/protocol_warning.ts";
import type { SmtpReply } from "../engine/smtp_reply.ts";

/** DATA: asks for the content (RFC 5321, 4.1.1.4). */
export function answerData(dialogue: Dialogue, argument: string): Answer {
  const refusal = refuseData(dialogue, argument);
  return refusal !== undefined
    ? { stage: "data", reply: refusal }
    : {
        stage: "data",
        reply: { code: 354, text: "End data with <CR><LF>.<CR><LF>" },
        commit: () => {
          dialogue.mode = "data";
          noteDataBegins(dialogue);
        },
      };
}

function refuseData(dialogue: Dialogue, argument: string): SmtpReply | undefined {
  const { transaction } = dialogue;
  if (argument.trim() !== "") {
    return { code: 501, status: "5.5.4", text: "DATA takes no argument" };
  }
  if (transaction === undefined) {
    return { code: 503, status: "5.5.1", text: "MAIL comes first" };
  }
  if (transaction.chunks !== undefined) {
    return { code: 503, status: "5.5.1", text: "The content has begun with BDAT" };
  }
  if (transaction.fromParameters["BODY"] === "BINARYMIME") {
    return { code: 503, status: "5.5.1", text: "BINARYMIME needs BDAT" };
  }
  return transaction.recipients.length === 0
    ? { code: 554, status: "5.5.1", text: "No valid recipients" }
    : undefined;
}

/** BDAT: one chunk of the content (RFC 3030). */
export interface ChunkCommand {
  readonly sizeBytes: number;
  readonly isLast: boolean;
}

const CHUNK_REGEXP = /^(\d{1,15})(?: +(LAST))? *$/i;

/** Reads the argument of BDAT. */
export function tryParseChunk(argument: string): ChunkCommand | undefined {
  const match = CHUNK_REGEXP.exec(argument);
  return match === null
    ? undefined
    : { sizeBytes: Number(match[1]), isLast: match[2] !== undefined };
}

/** Why a chunk is refused; its bytes come all the same and have to be skipped. */
export function refuseChunk(dialogue: Dialogue): SmtpReply | undefined {
  const { transaction } = dialogue;
  if (transaction === undefined) {
    return { code: 503, status: "5.5.1", text: "MAIL comes first" };
  }
  if (transaction.hasFailed === true) {
    return { code: 503, status: "5.5.1", text: "A chunk was refused, RSET ends it" };
  }
  return transaction.recipients.length === 0
    ? { code: 554, status: "5.5.1", text: "No valid recipients" }
    : undefined;
}

/** Notes when the content began to come. */
export function noteDataBegins(dialogue: Dialogue): void {
  if (dialogue.transaction !== undefined && dialogue.transaction.dataMs === 0) {
    dialogue.transaction.dataMs = dialogue.record.elapsedMs();
  }
}

/** The content of a transaction and how it came. */
export interface Content {
  readonly transfer: "DATA" | "BDAT";
  readonly pieces: Buffer[];
  readonly sizeBytes: number;
  /** Whether it was too large to be kept at all. */
  readonly overflowed: boolean;
  /** Whether all sessions together left room for it. */
  readonly hadRoom: boolean;
}

/** The reply to the end of the content, which ends the transaction either way. */
export function answerContent(dialogue: Dialogue, content: Content): Answer {
  const { transaction, settings } = dialogue;
  dialogue.mode = "command";
  dialogue.transaction = undefined;
  const copies = settings.protocol === "lmtp" && { copies: transaction?.recipients.length ?? 1 };
  if (transaction === undefined || isTooLarge(content, settings.sizeLimitBytes)) {
    const text = `Message size exceeds the limit of ${settings.sizeLimitBytes}`;
    const reason = `the content had ${content.sizeBytes} bytes, it was read to its end and dropped`;
    const reply = { code: 552, status: "5.3.4", text };
    return { stage: "end-of-data", reply, reason, ...copies };
  }
  if (!content.hadRoom) {
    const reply = { code: 452, status: "4.3.1", text: "Too much content is on its way" };
    return { stage: "end-of-data", reply, ...copies };
  }
  const message = complete(dialogue, transaction, content);
  return {
    stage: "end-of-data",
    reply: { code: 250, status: "2.0.0", text: `Ok: queued as ${message.id}` },
    message,
    ...copies,
    ...(settings.strict && { irregular: strictObjections(message) }),
  };
}

/** What a strict server finds in a content before it accepts it. */
function strictObjections(message: CompleteTransaction): readonly ProtocolWarning[] {
  const { transfer, envelope, warnings } = message;
  const wire = Buffer.concat(message.pieces);
  const raw = transfer === "BDAT" ? wire : removeDotStuffing(wire);
  return [
    ...warnings.filter((it) => it.code === "data-before-354"),
    ...contentWarnings({ raw, wire, transfer, envelope }),
  ];
}

/** SIZE counts the message itself, so stuffed dots and the final one do not (RFC 1870, 5). */
function isTooLarge(content: Content, limitBytes: number): boolean {
  if (content.overflowed || content.transfer === "BDAT") {
    return content.overflowed;
  }
  return (
    content.sizeBytes - DOT_LINE_BYTES > limitBytes &&
    removeDotStuffing(Buffer.concat(content.pieces)).length > limitBytes
  );
}

const DOT_LINE_BYTES = 3;

function complete(
  dialogue: Dialogue,
  transaction: MailTransaction,
  content: Content,
): CompleteTransaction {
  const { record } = dialogue;
  return {
    envelope: {
      from: transaction.from,
      fromParameters: transaction.fromParameters,
      recipients: exactly(transaction.recipients),
    },
    refusedRecipients: exactly(transaction.refusedRecipients),
    warnings: exactly(transaction.warnings),
    transfer: content.transfer,
    pieces: content.pieces,
    sizeBytes: content.sizeBytes,
    times: {
      mailMs: transaction.mailMs,
      dataMs: transaction.dataMs,
      endOfDataMs: record.elapsedMs(),
    },
    transcriptStart: transaction.transcriptStart,
    transcriptEnd: record.log.length + 1,
    tls: record.tls,
    auth: record.auth,
    helloName: record.hello?.name ?? null,
    id: dialogue.newId(),
  };
}

const NOTHING: readonly never[] = [];

/** The same list without the room that it had to grow: thousands of messages are kept. */
function exactly<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NOTHING : [...list];
}
