import type { SessionWire } from "./_session_wire.ts";
import type { PreparedChunk } from "./session_observation.ts";
import type { SmtpReply } from "./smtp_reply.ts";

/** What sending chunks needs of its transaction. */
export interface ChunkOptions {
  readonly pipelining: boolean;
  /** Whether anybody is left to receive the message. */
  readonly isWanted: () => boolean;
  /** Tells who may have it from here on. */
  readonly markUncertain: () => void;
  /** Takes the refusal of a chunk; `true` when the whole session is over with that. */
  readonly refused: (reply: SmtpReply) => boolean;
  /** Takes the answer to the end of the content; `true` as above. */
  readonly ended: (reply: SmtpReply) => boolean;
  /** Called once, when nothing is under way any more. */
  readonly settled: () => void;
}

/** A last chunk up to this size says itself that it is the last. */
export const SMALL_CHUNK_BYTES: number = 64 * 1024;

/**
 * Content in chunks: BDAT for each, the last one with LAST.
 *
 * The moment in which a message may already be delivered is kept as short as with a lone dot: LAST
 * goes with a small chunk, or with none. It never goes out before every other chunk has been taken: a
 * careless server that had refused one might deliver the rest. What has been begun is finished even
 * when nobody is left, so that the dialogue stays in step.
 *
 * @see RFC 3030 sections 2 and 4.2
 */
export class ChunkDialogue {
  readonly #wire: SessionWire;
  readonly #options: ChunkOptions;
  /** Whether the driver is at work for us. */
  #isBusy = false;
  #isRefused = false;
  /** Chunks without an answer. */
  #unanswered = 0;
  /** The octets that go with LAST, once everything before them is out. */
  #lastBytes: number | undefined;
  #hasEnded = false;

  constructor(wire: SessionWire, options: ChunkOptions) {
    this.#wire = wire;
    this.#options = options;
  }

  begin(): void {
    this.#prepare();
  }

  /** The driver holds the next chunk. */
  prepared({ sizeBytes, isLast }: PreparedChunk): void {
    this.#isBusy = false;
    if (!this.#goesOn) return this.settle();
    const isSmall = sizeBytes <= SMALL_CHUNK_BYTES;
    if (isLast) this.#lastBytes = isSmall ? sizeBytes : 0;
    if (isLast && isSmall) return this.#tryEnd();
    this.#isBusy = true;
    this.#unanswered += 1;
    this.#wire.command(`BDAT ${sizeBytes}`, "data", (reply) => this.#onChunkReply(reply));
    this.#wire.effect({ kind: "sendChunk" });
  }

  /** The chunk has been handed to the socket. */
  sent(): void {
    this.#isBusy = false;
    // The time that sending took is not the server's.
    if (this.#wire.expectsReply) this.#wire.restartAlarm();
    this.#goOn();
  }

  /** Ends the transaction once nothing is under way. */
  settle(): void {
    if (!this.#isBusy && !this.#wire.expectsReply) this.#options.settled();
  }

  get #goesOn(): boolean {
    return !this.#isRefused && this.#options.isWanted();
  }

  #goOn(): void {
    if (this.#hasEnded || !this.#goesOn) this.settle();
    else if (this.#lastBytes !== undefined) this.#tryEnd();
    else if (this.#options.pipelining || this.#unanswered === 0) this.#prepare();
  }

  #prepare(): void {
    this.#isBusy = true;
    if (!this.#wire.expectsReply) this.#wire.waitFor("content");
    this.#wire.effect({ kind: "prepareChunk" });
  }

  /** From the end on the message may be delivered, whatever reply is still to come. */
  #tryEnd(): void {
    if (this.#unanswered > 0) return;
    this.#hasEnded = true;
    this.#options.markUncertain();
    this.#wire.command(`BDAT ${this.#lastBytes} LAST`, "final", (reply) => this.#onEnd(reply));
    this.#wire.promote("final");
    if (this.#lastBytes === 0) return;
    this.#isBusy = true;
    this.#wire.effect({ kind: "sendChunk" });
  }

  #onEnd(reply: SmtpReply): void {
    if (!this.#options.ended(reply)) this.settle();
  }

  #onChunkReply(reply: SmtpReply): void {
    this.#unanswered -= 1;
    const isTaken = reply.code >= 200 && reply.code < 300;
    if (!isTaken && !this.#isRefused) {
      this.#isRefused = true;
      if (this.#options.refused(reply)) return;
    }
    if (!this.#isBusy) this.#goOn();
  }
}
