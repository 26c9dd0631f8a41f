import type { SessionWire } from "./_session_wire.ts";
import type { TransactionDialogue } from "./_transaction_dialogue.ts";
import type { SubmissionTransaction } from "./session_observation.ts";
import type { SmtpReply } from "./smtp_reply.ts";
import type { Protection, Verdict } from "./submission_outcome.ts";

/** What the transactions of a session need of it. */
export interface TransactionsOptions {
  readonly dialogueOf: (
    transaction: SubmissionTransaction,
    done: () => void,
  ) => TransactionDialogue;
  readonly pipelining: () => boolean;
  readonly protection: () => Protection;
  /** Called when a transaction is over and none has followed it. */
  readonly ready: () => void;
  readonly resetRefused: (reply: SmtpReply) => void;
  /** What is known of the server from earlier sessions. */
  readonly refusesGroups: boolean;
}

interface Follower {
  readonly dialogue: TransactionDialogue;
  /** Nothing was sent for it, because the server cannot do it. */
  readonly isRefused: boolean;
}

/** Behind a larger message nothing goes along: what is urgent could come while it is sent. */
const SMALL_BYTES = 64 * 1024;

/**
 * The transactions of a session: the one under way and, behind its lone dot, the envelope of the next.
 *
 * The content of a message and a RSET, MAIL sequence may share a group (RFC 2920 section 3.1), so that a
 * message costs one round trip. The next one begins when the one before it is over. If the session ends
 * before that, it was never begun: nothing of its content can have left.
 */
export class Transactions {
  readonly #wire: SessionWire;
  readonly #options: TransactionsOptions;
  #current: TransactionDialogue | undefined;
  #follower: Follower | undefined;
  #needsReset = false;
  /** Whether the server has taken the last message. */
  #hasTaken = false;
  /** Whether the first answer to an envelope that went along is still to come. */
  #awaitsGroup = false;
  #refusesGroups: boolean;

  constructor(wire: SessionWire, options: TransactionsOptions) {
    this.#wire = wire;
    this.#options = options;
    this.#refusesGroups = options.refusesGroups;
  }

  /** The one under way. */
  get current(): TransactionDialogue | undefined {
    return this.#current;
  }

  get refusesGroups(): boolean {
    return this.#refusesGroups;
  }

  get takesNext(): boolean {
    const isSmall = (this.#current?.sizeBytes ?? Infinity) <= SMALL_BYTES;
    return isSmall && this.#hasTaken && !this.#refusesGroups && this.#options.pipelining();
  }

  submit(transaction: SubmissionTransaction): void {
    const dialogue = this.#options.dialogueOf(transaction, () => this.#done());
    this.#current = dialogue;
    if (dialogue.isRefusedBeforehand()) this.#done();
    else this.#begin(dialogue);
  }

  /** Everything but the lone dot is out. */
  contentSent(next: SubmissionTransaction | undefined): void {
    if (next !== undefined && !this.takesNext) {
      throw new TypeError("Cannot take the next transaction: it may not go along");
    }
    this.#current?.contentSent();
    if (next === undefined) return;
    const dialogue = this.#options.dialogueOf(next, () => this.#done());
    const isRefused = dialogue.isRefusedBeforehand();
    this.#follower = { dialogue, isRefused };
    if (isRefused) return;
    this.#awaitsGroup = true;
    this.#wire.hold();
    this.#begin(dialogue);
  }

  /** Decides what is under way; the connection is of no more use. */
  giveUp(failure: Verdict): void {
    // Whether the group or the network was to blame is not known: it costs less not to try again.
    if (this.#awaitsGroup && failure.reply === undefined) this.#refusesGroups = true;
    this.#wire.release();
    this.#follower = undefined;
    if (this.#current === undefined) return;
    this.#current.giveUp(failure);
    this.#report(this.#current, false);
    this.#current = undefined;
  }

  #begin(dialogue: TransactionDialogue): void {
    const isPipelined = this.#options.pipelining();
    if (this.#needsReset) {
      this.#wire.command("RSET", "reset", (reply) => {
        if (reply.code !== 250) return this.#onResetRefused(reply);
        this.#awaitsGroup = false;
        if (!isPipelined) dialogue.begin();
      });
    }
    if (isPipelined || !this.#needsReset) dialogue.begin();
    this.#needsReset = true;
  }

  #onResetRefused(reply: SmtpReply): void {
    if (this.#awaitsGroup) this.#refusesGroups = true;
    this.#options.resetRefused(reply);
  }

  #done(): void {
    if (this.#current === undefined) return;
    const next = this.#follower;
    this.#report(this.#current, next !== undefined);
    this.#wire.release();
    this.#follower = undefined;
    this.#current = next?.dialogue;
    if (next === undefined) this.#options.ready();
    else if (next.isRefused) this.#done();
  }

  #report(dialogue: TransactionDialogue, isFollowed: boolean): void {
    const recipients = dialogue.outcomes();
    this.#hasTaken = recipients.some(({ verdict }) => verdict.kind === "delivered");
    const outcome = { recipients, protection: this.#options.protection() };
    const lines = this.#wire.transcript.length;
    this.#wire.effect({ kind: "transactionDone", outcome, lines, isFollowed });
  }
}
