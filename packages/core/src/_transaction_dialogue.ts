import { ChunkDialogue, SMALL_CHUNK_BYTES } from "./_chunk_dialogue.ts";
import { mailWords, rcptWords } from "./_parameter_words.ts";
import type { SessionWire } from "./_session_wire.ts";
import type { Capabilities } from "./capabilities.ts";
import type { Transfer } from "./choose_transfer.ts";
import { END_OF_CONTENT } from "./dot_stuffer.ts";
import type { EmailAddress } from "./email_address.ts";
import { recipientParameters } from "./envelope_parameters.ts";
import { outcomeOf } from "./outcome_of.ts";
import type { PreparedChunk, SubmissionTransaction } from "./session_observation.ts";
import type { SmtpReply } from "./smtp_reply.ts";
import type { LostDsn, OutcomeCode, RecipientOutcome, Verdict } from "./submission_outcome.ts";
import type { SubmissionStage } from "./submission_stage.ts";

type RecipientState = { readonly address: EmailAddress; accepted: boolean; verdict?: Verdict };

/**
 * One mail transaction: MAIL, RCPT, content by DATA or BDAT, with one outcome per recipient.
 *
 * With PIPELINING the whole envelope goes out at once. A recipient that is decided stays decided;
 * what happens later decides only those still open.
 *
 * @see RFC 5321 section 3.3, RFC 2920 section 3.1
 */
export class TransactionDialogue {
  readonly #wire: SessionWire;
  readonly #capabilities: Capabilities;
  readonly #transaction: SubmissionTransaction;
  readonly #isPrivate: boolean;
  readonly #done: () => void;
  readonly #fail: (failure: Verdict) => void;
  readonly #chunks: ChunkDialogue | undefined;
  readonly #recipients: RecipientState[];
  #isOver = false;

  constructor(
    wire: SessionWire,
    options: {
      readonly capabilities: Capabilities;
      readonly transaction: SubmissionTransaction;
      /** Whether the server has proved its name over TLS. */
      readonly isPrivate: boolean;
      readonly transfer: Transfer;
      readonly done: () => void;
      /** Called when the connection is of no more use. */
      readonly fail: (failure: Verdict) => void;
    },
  ) {
    this.#wire = wire;
    this.#capabilities = options.capabilities;
    this.#transaction = options.transaction;
    this.#isPrivate = options.isPrivate;
    this.#done = options.done;
    this.#fail = options.fail;
    this.#chunks = options.transfer === "BDAT" ? this.#chunkDialogue() : undefined;
    this.#recipients = options.transaction.recipients.map((address) => ({
      address,
      accepted: false,
    }));
  }

  /** One outcome per recipient, in order; only once the transaction is over. */
  outcomes(): RecipientOutcome[] {
    return this.#recipients.map(({ address, verdict: known }) => {
      const verdict = known ?? outcomeOf("mail", { kind: "finding", code: "PROTOCOL_ERROR" });
      const dsn = verdict.kind === "delivered" ? this.#lostDsn(address.text) : undefined;
      return { recipient: address.text, verdict, ...(dsn === undefined ? {} : { dsn }) };
    });
  }

  /** Decides what the server cannot do; `true` when nobody is left, and nothing has to be said. */
  isRefusedBeforehand(): boolean {
    this.#refuseWhatTheServerCannot();
    return this.#open().length === 0;
  }

  begin(): void {
    const open = this.#open();
    if (this.#capabilities.pipelining) this.#sendAll(open);
    else this.#mail(open, () => this.#nextRcpt(open, 0));
  }

  get sizeBytes(): number {
    return this.#transaction.content.sizeBytes;
  }

  /** Everything but the lone dot is out: from here on the message may be delivered. */
  contentSent(): void {
    this.#markUncertain();
    this.#wire.record("client", ".");
    this.#wire.write(END_OF_CONTENT);
    this.#wire.expect("final", (reply) => this.#onFinal(reply));
  }

  chunkPrepared(chunk: PreparedChunk): void {
    this.#chunks?.prepared(chunk);
  }

  chunkSent(): void {
    this.#chunks?.sent();
  }

  /** A reply before the lone dot: the server has given up on the content. */
  interrupted(reply: SmtpReply): Verdict {
    return outcomeOf("content", { kind: "reply", reply: this.#wire.masked(reply) });
  }

  /** Decides everything still open; the connection is of no more use. */
  giveUp(verdict: Verdict): void {
    for (const recipient of this.#recipients) recipient.verdict ??= verdict;
    this.#isOver = true;
  }

  #refuseWhatTheServerCannot(): void {
    const { smtpUtf8, eightBitMime, sizeLimitBytes, requireTls } = this.#capabilities;
    const { sender, content } = this.#transaction;
    if (this.#insistsOnTls && sender !== null) {
      if (!this.#isPrivate) this.#refuse("REQUIRETLS_NOT_PROVED", undefined);
      else if (!requireTls) this.#refuse("REQUIRETLS_NOT_OFFERED", undefined);
    }
    if (sender?.needsSmtpUtf8 && !smtpUtf8) this.#refuse("SENDER_NEEDS_SMTPUTF8", sender.text);
    if (content.eightBit && !eightBitMime) this.#refuse("EIGHT_BIT_NOT_OFFERED", undefined);
    if (sizeLimitBytes !== undefined && content.sizeBytes > sizeLimitBytes) {
      const sizes = `the message has ${content.sizeBytes} octets, the server takes ${sizeLimitBytes}`;
      this.#refuse("MESSAGE_TOO_BIG", sizes);
    }
    for (const recipient of this.#open()) {
      if (!recipient.address.needsSmtpUtf8 || smtpUtf8) continue;
      recipient.verdict = outcomeOf("rcpt", { kind: "finding", code: "RECIPIENT_NEEDS_SMTPUTF8" });
    }
  }

  #refuse(code: OutcomeCode, detail: string | undefined): void {
    const cause = { kind: "finding", code } as const;
    const verdict = outcomeOf("mail", detail === undefined ? cause : { ...cause, detail });
    for (const recipient of this.#recipients) recipient.verdict ??= verdict;
  }

  #sendAll(open: readonly RecipientState[]): void {
    this.#mail(open, () => undefined);
    // A larger one waits until somebody receives it.
    const goesAlong = this.#transaction.content.sizeBytes <= SMALL_CHUNK_BYTES;
    const last = open.at(-1);
    for (const recipient of open) {
      this.#rcpt(recipient, () => {
        if (recipient === last && this.#chunks !== undefined) this.#afterRecipients(goesAlong);
      });
    }
    if (this.#chunks === undefined) this.#data();
    else if (goesAlong) this.#chunks.begin();
  }

  /** Whoever was refused is known now; content in chunks begins here unless it went along. */
  #afterRecipients(hasBegun: boolean): void {
    if (!hasBegun) this.#sendContent();
    else if (this.#open().length === 0) this.#chunks?.settle();
  }

  #sendContent(): void {
    if (this.#accepted().length === 0) this.#finish();
    else if (this.#chunks === undefined) this.#data();
    else this.#chunks.begin();
  }

  #chunkDialogue(): ChunkDialogue {
    return new ChunkDialogue(this.#wire, {
      pipelining: this.#capabilities.pipelining,
      isWanted: () => this.#open().length > 0,
      markUncertain: () => this.#markUncertain(),
      refused: (reply) => this.#onChunkRefused("data", reply),
      ended: (reply) => this.#onChunkRefused("final", reply),
      settled: () => this.#finish(),
    });
  }

  /** Takes the verdict of a reply to BDAT; `true` when the connection is of no more use. */
  #onChunkRefused(stage: SubmissionStage, reply: SmtpReply): boolean {
    const open = this.#open();
    const masked = this.#wire.masked(reply);
    const verdict = outcomeOf(stage, { kind: "reply", reply: masked, command: "BDAT" });
    if (open.length > 0 && verdict.code === "CHUNKING_REFUSED") {
      this.#fail(verdict);
      return true;
    }
    for (const recipient of open) recipient.verdict = verdict;
    return false;
  }

  /** Whoever has not been refused may have the message from here on. */
  #markUncertain(): void {
    const recipients = this.#open().map(({ address }) => address.text);
    this.#wire.effect({ kind: "markUncertain", recipients });
  }

  #mail(open: readonly RecipientState[], next: () => void): void {
    const { sender, content, parameters: wanted = {} } = this.#transaction;
    const utf8 = [sender, ...open.map(({ address }) => address)].some((a) => a?.needsSmtpUtf8);
    const parameters = [
      this.#capabilities.size ? ` SIZE=${content.sizeBytes}` : "",
      content.eightBit ? " BODY=8BITMIME" : "",
      utf8 ? " SMTPUTF8" : "",
      this.#capabilities.dsn ? mailWords(wanted) : "",
      // A report goes without it rather than not at all (RFC 8689 section 5).
      this.#insistsOnTls && this.#isPrivate && this.#capabilities.requireTls ? " REQUIRETLS" : "",
    ].join("");
    this.#wire.command(`MAIL FROM:<${sender?.text ?? ""}>${parameters}`, "mail", (reply) => {
      if (!isPositive(reply)) this.#decideOpen("mail", reply);
      if (isPositive(reply) || this.#capabilities.pipelining) next();
      else this.#finish();
    });
  }

  #nextRcpt(open: readonly RecipientState[], index: number): void {
    const recipient = open[index];
    if (recipient !== undefined) this.#rcpt(recipient, () => this.#nextRcpt(open, index + 1));
    else this.#sendContent();
  }

  #rcpt(recipient: RecipientState, next: () => void): void {
    const { text } = recipient.address;
    const wanted = recipientParameters(this.#transaction.parameters, text);
    const words = this.#capabilities.dsn ? rcptWords(wanted) : "";
    this.#wire.command(`RCPT TO:<${text}>${words}`, "rcpt", (reply) => {
      if (recipient.verdict === undefined) this.#takeRcptReply(recipient, reply);
      next();
    });
  }

  #takeRcptReply(recipient: RecipientState, reply: SmtpReply): void {
    recipient.accepted = isPositive(reply);
    if (!recipient.accepted) recipient.verdict = this.#verdictOf("rcpt", reply);
  }

  #data(): void {
    this.#wire.command("DATA", "data", (reply) => {
      if (reply.code === 354) this.#onGoAhead();
      else {
        this.#decideOpen("data", reply);
        this.#finish();
      }
    });
  }

  #onGoAhead(): void {
    if (this.#accepted().length > 0) {
      this.#wire.waitFor("content");
      this.#wire.effect({ kind: "sendContent" });
      return;
    }
    // Nobody is left to receive it: an empty message, and whatever is said to it (RFC 2920).
    this.#wire.record("client", ".");
    this.#wire.write(END_OF_CONTENT);
    this.#wire.expect("data", () => this.#finish());
  }

  #onFinal(reply: SmtpReply): void {
    this.#decideOpen("final", reply);
    this.#finish();
  }

  #decideOpen(stage: SubmissionStage, reply: SmtpReply): void {
    const verdict = this.#verdictOf(stage, reply);
    for (const recipient of this.#open()) recipient.verdict = verdict;
  }

  #verdictOf(stage: SubmissionStage, reply: SmtpReply): Verdict {
    return outcomeOf(stage, { kind: "reply", reply: this.#wire.masked(reply) });
  }

  get #insistsOnTls(): boolean {
    return this.#transaction.parameters?.requireTls === true;
  }

  /** What the server that took the message was not told, because it offers no notifications. */
  #lostDsn(recipient: string): LostDsn | undefined {
    if (this.#capabilities.dsn) return undefined;
    const { parameters = {} } = this.#transaction;
    const wanted = recipientParameters(parameters, recipient);
    if (wanted.notify?.includes("SUCCESS") === true) return "relayed";
    return mailWords(parameters) + rcptWords(wanted) === "" ? undefined : "not-offered";
  }

  #open(): RecipientState[] {
    return this.#recipients.filter(({ verdict }) => verdict === undefined);
  }

  #accepted(): RecipientState[] {
    return this.#open().filter(({ accepted }) => accepted);
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#done();
  }
}

function isPositive(reply: SmtpReply): boolean {
  return reply.code >= 200 && reply.code < 300;
}
