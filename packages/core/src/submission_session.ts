import { Channel } from "./_channel.ts";
import { endsWithQuit } from "./_ends_with_quit.ts";
import { codeOfForeignGreeting, isTlsRecord } from "./_greeting_check.ts";
import { OpeningDialogue } from "./_opening_dialogue.ts";
import { type DispatchedReply, SessionWire, type StreamFault } from "./_session_wire.ts";
import { TransactionDialogue } from "./_transaction_dialogue.ts";
import { Transactions } from "./_transactions.ts";
import { chooseTransfer } from "./choose_transfer.ts";
import { type OutcomeCause, outcomeOf } from "./outcome_of.ts";
import type { PathSighting } from "./ratchet.ts";
import { SecretMask } from "./secret_mask.ts";
import type { SessionStep } from "./session_effect.ts";
import type { SessionObservation, SubmissionTransaction } from "./session_observation.ts";
import type { SmtpReply } from "./smtp_reply.ts";
import type { OutcomeCode, Verdict } from "./submission_outcome.ts";
import type { SessionGoal, SubmissionSessionOptions } from "./submission_session_options.ts";
import type { SubmissionStage } from "./submission_stage.ts";
import type { TranscriptLine } from "./transcript.ts";

/**
 * A submission dialogue as a state machine: it is told what was seen and answers what to do.
 *
 * It does no I/O and knows no time. A driver opens the connection, performs the effects in order
 * and passes on what it sees; every answer also says when the session wants to hear `timedOut`.
 * The session obeys its plan and nothing else: no login, sender or content leaves before the plan's
 * privacy exists (rules V1 to V7).
 *
 * @see RFC 5321, 3207, 4954, 2920, 1870, 6152, 6531, 3030, 3461, 8689
 * @example The first steps of a session
 * ```ts
 * import { planConnection, QUEUE_TIMEOUTS, readMailSettings, Registry } from "@fieldpost/core";
 * import { decodeUtf8, encodeUtf8, SubmissionSession } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.apply([
 *   ["IpConfig/MailHost", "127.0.0.1"],
 *   ["IpConfig/EmailAddress", "unit7@example.com"],
 *   ["Email/HeloName", "unit7.example.com"],
 * ]);
 * const reading = readMailSettings(registry, { toAscii: (name) => name, machineName: "unit7" });
 * const { plan } = planConnection({ ...reading, clockIsPlausible: true });
 * assert.ok(plan);
 * const unused = () => assert.fail("nothing logs in here");
 * const crypto = { hmac: unused, sha256: unused, pbkdf2Sha256: unused, nonce: unused };
 * const options = { plan, secret: undefined, crypto, timeouts: QUEUE_TIMEOUTS };
 * const session = new SubmissionSession(options);
 * const remoteAddress = "127.0.0.1";
 * session.observe({ kind: "connected", localAddress: remoteAddress, remoteAddress });
 * const step = session.observe({ kind: "bytes", bytes: encodeUtf8("220 mx.example\r\n") });
 * const [effect] = step.effects;
 * assert.equal(effect?.kind === "write" && decodeUtf8(effect.bytes), "EHLO unit7.example.com\r\n");
 * assert.deepEqual(step.alarm, { kind: "set", inMs: 300_000 });
 * ```
 */
export class SubmissionSession {
  readonly #wire: SessionWire;
  readonly #channel: Channel;
  readonly #opening: OpeningDialogue;
  readonly #goal: SessionGoal;
  readonly #transactions: Transactions;
  #isReady = false;
  #isOver = false;
  #firstByte: number | undefined;
  readonly #chunking: boolean;
  #refusesChunks: boolean;

  constructor(options: SubmissionSessionOptions) {
    const mask = new SecretMask(options.plan.username, options.secret?.reveal());
    this.#wire = new SessionWire(options.timeouts, mask);
    this.#channel = new Channel(options.plan, options.history);
    this.#chunking = options.plan.chunking;
    this.#refusesChunks = options.history?.refusesChunks === true;
    this.#goal = options.until ?? "transaction";
    this.#opening = new OpeningDialogue({
      ...options,
      wire: this.#wire,
      channel: this.#channel,
      logsIn: this.#goal !== "ehlo",
      ready: () => this.#becomeReady(),
      fail: (failure) => this.#end(failure),
    });
    this.#transactions = new Transactions(this.#wire, {
      dialogueOf: (transaction, done) => this.#dialogueOf(transaction, done),
      pipelining: () => this.#opening.capabilities.pipelining,
      protection: () => this.#channel.protection(),
      ready: () => this.#becomeReady(),
      resetRefused: (reply) => this.#onResetRefused(reply),
      refusesGroups: options.history?.refusesGroups === true,
    });
    this.#wire.waitFor("connect");
  }

  /** The dialogue so far, with every secret masked. */
  get transcript(): readonly TranscriptLine[] {
    return this.#wire.transcript;
  }

  /** What this session has shown of the path, to be added to its history once it was ready, and at its end. */
  get sighting(): PathSighting {
    return {
      ...this.#channel.sighting(this.#opening.capabilities.startTls),
      ...(this.#refusesChunks ? { refusesChunks: true } : {}),
      ...(this.#transactions.refusesGroups ? { refusesGroups: true } : {}),
    };
  }

  /**
   * Whether the next transaction may come with `contentSent`: its envelope then leaves with the lone dot, in one
   * group (RFC 2920 section 3.1). It may behind a small message, where the server offers PIPELINING, has taken
   * the message before this one on the same connection, and has never broken off over such a group.
   */
  get takesNext(): boolean {
    return this.#transactions.takesNext;
  }

  /**
   * Takes what was seen; gives what to do and how long to wait.
   *
   * @throws {TypeError} If `submit` or `quit` comes while something else is under way, `submit` in a
   *   rehearsal, a next transaction that may not go along, or a handshake that was not asked for
   */
  observe(observation: SessionObservation): SessionStep {
    if (!this.#isOver) this.#take(observation);
    return this.#wire.take();
  }

  #take(observation: SessionObservation): void {
    switch (observation.kind) {
      case "connected":
        return this.#opening.connected(observation);
      case "connectFailed":
        return this.#fail({ kind: "transport", failure: observation.failure }, "connect");
      case "tlsEstablished":
        if (!this.#awaitsHandshake)
          throw new TypeError("Cannot take a handshake: none was asked for");
        return this.#opening.tlsEstablished(observation.tls);
      case "tlsFailed":
        return this.#fail({ kind: "transport", failure: observation.failure });
      case "bytes":
        return this.#onBytes(observation.bytes);
      case "contentSent":
        return this.#transactions.contentSent(observation.next);
      case "chunkPrepared":
        return this.#transactions.current?.chunkPrepared(observation.chunk);
      case "chunkSent":
        return this.#transactions.current?.chunkSent();
      case "closed":
        return this.#onClosed(observation.failure);
      case "timedOut":
        return this.#fail({ kind: "timeout" });
      case "submit":
        return this.#submit(observation.transaction);
      case "quit":
        return this.#quit();
    }
  }

  #becomeReady(): void {
    this.#isReady = true;
    this.#wire.waitFor(undefined);
    this.#wire.effect({ kind: "ready" });
  }

  #leaveReady(wanted: string): void {
    if (!this.#isReady) throw new TypeError(`Cannot ${wanted}: the session is not ready`);
    this.#isReady = false;
  }

  #submit(transaction: SubmissionTransaction): void {
    if (this.#goal !== "transaction") {
      throw new TypeError("Cannot submit a transaction: the session is a rehearsal");
    }
    this.#leaveReady("submit a transaction");
    this.#transactions.submit(transaction);
  }

  #dialogueOf(transaction: SubmissionTransaction, done: () => void): TransactionDialogue {
    return new TransactionDialogue(this.#wire, {
      capabilities: this.#opening.capabilities,
      transaction,
      isPrivate: this.#channel.isSecured && !this.#channel.isExposed,
      transfer: chooseTransfer({
        chunking: this.#chunking,
        capabilities: this.#opening.capabilities,
        isSecured: this.#channel.isSecured,
        wasRefused: this.#refusesChunks,
      }),
      fail: (failure) => this.#end(failure),
      done,
    });
  }

  #onResetRefused(reply: SmtpReply): void {
    if (this.#wire.stage !== "final") return this.#refusedBy("reset", reply);
    // The last chunk has gone along, and what this server makes of it nobody can say.
    const { lines } = this.#wire.masked(reply);
    this.#find("MAYBE_DELIVERED", "final", `RSET was answered "${reply.code} ${lines[0] ?? ""}"`);
  }

  #quit(): void {
    this.#leaveReady("quit");
    this.#wire.command("QUIT", "quit", () => this.#finish(undefined));
  }

  #onBytes(bytes: Uint8Array): void {
    this.#firstByte ??= bytes[0];
    if (this.#wire.stage === "greeting" && isTlsRecord(this.#firstByte)) {
      return this.#find("SMTPS_OFF_ON_TLS_PORT", "greeting");
    }
    // Text where a handshake has to begin came from somebody who cannot encrypt (rule V4).
    if (this.#awaitsHandshake) return this.#find("INJECTION", "starttls");
    const fault = this.#wire.receive(bytes, (dispatched) => this.#dispatch(dispatched));
    if (this.#isOver) return;
    if (fault !== undefined) return this.#onFault(fault);
    if (this.#awaitsHandshake && this.#wire.hasLeftover) this.#find("INJECTION", "starttls");
  }

  get #awaitsHandshake(): boolean {
    const { stage, expectsReply } = this.#wire;
    return !expectsReply && (stage === "starttls" || stage === "tls");
  }

  #dispatch({ reply, isLast }: DispatchedReply): void {
    if (this.#isOver) return;
    if (!this.#wire.expectsReply) return this.#onUnasked(reply);
    const stage = this.#wire.stage ?? "connect";
    const handle = this.#wire.shift();
    if (reply.code === 421 && stage !== "quit") return this.#refusedBy(stage, reply);
    handle?.(reply);
    if (stage === "starttls" && reply.code === 220 && !isLast) this.#find("INJECTION", "starttls");
  }

  #onUnasked(reply: SmtpReply): void {
    const stage = this.#wire.stage;
    const { current } = this.#transactions;
    if (stage === "content" && current !== undefined) this.#end(current.interrupted(reply));
    else this.#refusedBy(stage ?? "quit", reply);
  }

  #onFault(fault: StreamFault): void {
    const stage = this.#wire.stage ?? "quit";
    const detail = `the server sent "${fault.excerpt}" (${fault.code})`;
    if (stage === "final") this.#find("MAYBE_DELIVERED", stage, detail);
    else if (stage === "greeting") {
      this.#find(codeOfForeignGreeting(this.#firstByte, fault.excerpt), stage, detail);
    } else this.#find("PROTOCOL_ERROR", stage, detail);
  }

  #onClosed(failure: { code: string; message: string } | undefined): void {
    if (this.#wire.stage === "quit") return this.#finish(undefined);
    const ended = { code: "ECONNRESET", message: "the server closed the connection" };
    this.#fail({ kind: "transport", failure: failure ?? ended });
  }

  #refusedBy(stage: SubmissionStage, reply: SmtpReply): void {
    this.#end(outcomeOf(stage, { kind: "reply", reply: this.#wire.masked(reply) }));
  }

  #find(code: OutcomeCode, stage: SubmissionStage, detail?: string): void {
    this.#fail({ kind: "finding", code, ...(detail === undefined ? {} : { detail }) }, stage);
  }

  #fail(cause: OutcomeCause, stage: SubmissionStage = this.#wire.stage ?? "quit"): void {
    this.#end(outcomeOf(stage, cause));
  }

  #end(failure: Verdict): void {
    if (failure.code === "CHUNKING_REFUSED") this.#refusesChunks = true;
    // While more is to be answered the server is not in step: it may read the word as content.
    if (endsWithQuit(failure) && !this.#wire.expectsReply) this.#wire.sayGoodbye();
    this.#transactions.giveUp(failure);
    this.#finish(failure);
  }

  #finish(failure: Verdict | undefined): void {
    this.#isOver = true;
    this.#isReady = false;
    this.#wire.waitFor(undefined);
    this.#wire.effect({ kind: "close" });
    const protection = this.#channel.protection();
    const outcome = { failure, protection, capabilities: this.#opening.capabilities };
    this.#wire.effect({ kind: "finished", outcome });
  }
}
