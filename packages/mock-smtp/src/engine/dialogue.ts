import type { SessionStage } from "../capture/captured_session.ts";
import type { CompleteTransaction, MailTransaction } from "./mail_transaction.ts";
import type { WarningCode } from "./protocol_warning.ts";
import type { SessionRecord } from "./session_record.ts";
import type { SessionSettings } from "./session_settings.ts";
import type { SmtpReply } from "./smtp_reply.ts";

/** What the next bytes from the client are. */
export type DialogueMode =
  | "command"
  | "auth"
  | "data"
  | "bdat"
  /** TLS records: nothing in clear is expected. */
  | "handshake"
  /** Nothing: whatever comes is ignored. */
  | "over";

/** The state that the commands of one session share. */
export interface Dialogue {
  readonly settings: SessionSettings;
  readonly record: SessionRecord;
  mode: DialogueMode;
  /** Whether the channel is encrypted now. */
  secured: boolean;
  transaction: MailTransaction | undefined;
  /** A fresh identifier for a message. */
  newId(): string;
}

/** The answer to a command: a reply, and what becomes true if that reply is given. */
export interface Answer {
  readonly stage: SessionStage;
  readonly reply: SmtpReply;
  /** Runs before the reply goes out, unless something made it a refusal. */
  readonly commit?: () => void;
  /** A complete message that must be stored before, and shown after, the reply. */
  readonly message?: CompleteTransaction;
  /** What was wrong, in words, when the reply alone does not say. */
  readonly reason?: string;
}

/** Notes an irregularity on the transaction under way, else on the session. */
export function warn(dialogue: Dialogue, code: WarningCode, message: string): void {
  const { transaction, record } = dialogue;
  if (transaction === undefined) {
    record.warn(code, message);
  } else {
    transaction.warnings.push({ code, message });
  }
}
