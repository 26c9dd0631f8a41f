import type { AuthFacts, TlsFacts } from "../capture/captured_session.ts";
import type { ProtocolWarning } from "./protocol_warning.ts";
import type { EsmtpParameters } from "./smtp_command.ts";

/** A recipient as the client named it. */
export interface EnvelopeRecipient {
  /** Without angle brackets. */
  readonly address: string;
  /** NOTIFY, ORCPT, ... as sent. */
  readonly parameters: EsmtpParameters;
}

/** Who sends and who receives, which the header of the message need not agree with. */
export interface Envelope {
  /** Without angle brackets; empty for the null sender of a bounce. */
  readonly from: string;
  /** SIZE, BODY, SMTPUTF8, RET, ENVID, AUTH, ... as sent. */
  readonly fromParameters: EsmtpParameters;
  /** The accepted recipients, in order. */
  readonly recipients: readonly EnvelopeRecipient[];
}

/** A recipient that was refused, with the reply. */
export interface RefusedRecipient {
  readonly address: string;
  readonly reply: string;
}

/** When the phases of a transaction came, in milliseconds since the connection was accepted. */
export interface TransactionTimes {
  readonly mailMs: number;
  /** When the content was asked for: the 354. */
  readonly dataMs: number;
  /** When its last byte had come. */
  readonly endOfDataMs: number;
}

/** A transaction from MAIL to the end of the data. */
export interface MailTransaction {
  readonly from: string;
  readonly fromParameters: EsmtpParameters;
  readonly recipients: EnvelopeRecipient[];
  readonly refusedRecipients: RefusedRecipient[];
  readonly warnings: ProtocolWarning[];
  /** The transcript's length before MAIL. */
  readonly transcriptStart: number;
  readonly mailMs: number;
  dataMs: number;
  /** The chunks of BDAT so far; `undefined` before the first. */
  chunks: Buffer[] | undefined;
  chunkBytes: number;
  /** Whether a chunk was refused: what follows is refused as well. */
  hasFailed?: boolean;
}

/** A transaction that has its content: what a host stores. */
export interface CompleteTransaction {
  readonly envelope: Envelope;
  readonly refusedRecipients: readonly RefusedRecipient[];
  readonly warnings: readonly ProtocolWarning[];
  readonly transfer: "DATA" | "BDAT";
  /** The content in pieces, as it came over the wire. */
  readonly pieces: Buffer[];
  readonly sizeBytes: number;
  readonly times: TransactionTimes;
  /** Which entries of the transcript are about it, the final reply included. */
  readonly transcriptStart: number;
  readonly transcriptEnd: number;
  readonly id: string;
  readonly tls: TlsFacts | null;
  readonly auth: AuthFacts | null;
  readonly helloName: string | null;
}
