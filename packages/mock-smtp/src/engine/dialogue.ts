import type { CompleteTransaction, MailTransaction } from "./mail_transaction.ts";
import { noteWarning, type ProtocolWarning, type WarningCode } from "./protocol_warning.ts";
import type { SessionRecord } from "./session_record.ts";
import type { SessionSettings } from "./session_settings.ts";
import type { SessionStage } from "./session_stage.ts";
import type { SmtpReply } from "./smtp_reply.ts";

/** What the next bytes from the client are. */
export type DialogueMode =
  /** The header of the PROXY protocol. */
  | "proxy"
  | "command"
  | "auth"
  | "data"
  | "bdat"
  /** TLS records: nothing in clear is expected. */
  | "handshake"
  /** Nothing: whatever comes is ignored, though the connection stays open. */
  | "hung"
  /** Nothing: the connection is closing. */
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

/** The answer to a command or an event: what is said, and what follows from it. */
export interface Answer {
  readonly stage: SessionStage;
  /** `null` where nothing is said, as when a connection opens. */
  readonly reply: SmtpReply | null;
  /** Runs before the reply goes out, unless a fault made it a refusal. */
  readonly commit?: () => void;
  /** A complete message that must be stored before, and shown after, the reply. */
  readonly message?: CompleteTransaction;
  /** What is irregular: noted, or refused by a strict server. */
  readonly irregular?: readonly ProtocolWarning[];
  /** How many times the reply is said: LMTP answers for each recipient. @default {1} */
  readonly copies?: number;
  /** Runs after the reply was said, unless a fault made it a refusal or dropped the connection. */
  readonly next?: () => void;
  /** Runs when the reply is a refusal, whoever decided it. */
  readonly refused?: (reply: string) => void;
  /** What was wrong, in words, when the reply alone does not say. */
  readonly reason?: string;
  /** Whom it is about, where that is not the envelope so far. */
  readonly sender?: string;
  readonly recipients?: readonly string[];
  readonly mechanism?: string;
  /** Who claims to log in. */
  readonly user?: string;
  /** Which reply of an authentication exchange, or which byte of the content. */
  readonly step?: number;
}

/** Notes an irregularity on the transaction under way, else on the session. */
export function warn(dialogue: Dialogue, code: WarningCode, message: string): void {
  const { transaction, record } = dialogue;
  if (transaction === undefined) {
    record.warn(code, message);
  } else {
    noteWarning(transaction.warnings, { code, message });
  }
}
