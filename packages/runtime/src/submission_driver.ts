import { connect, type Socket } from "node:net";
import {
  type Capabilities,
  type ConnectionPlan,
  DotStuffer,
  type Protection,
  type RecipientOutcome,
  type SaslCrypto,
  type Secret,
  type SessionEffect,
  type SessionGoal,
  type SessionObservation,
  type SessionOutcome,
  type SessionTimeouts,
  SubmissionSession,
  type SubmissionTransaction,
  type TranscriptLine,
  type TransportFailure,
  type Verdict,
} from "@fieldpost/core";
import { Inbox } from "./_inbox.ts";
import { secureSocket } from "./_secure_socket.ts";
import type { Clock } from "./clock.ts";
import { errorCodeOf } from "./runtime_failure.ts";

/** How long the first address may take before the next one is tried beside it (RFC 8305). */
export const ADDRESS_DELAY_MS: number = 250;

const CHUNK_BYTES = 64 * 1024;

/** What to submit, and how. */
export interface Submission {
  readonly plan: ConnectionPlan;
  readonly secret: Secret | undefined;
  readonly timeouts: SessionTimeouts;
  readonly transaction: SubmissionTransaction;
  readonly content: Uint8Array;
  /** PEM of a private CA. */
  readonly ca: string | undefined;
  readonly crypto: SaslCrypto;
  readonly clock: Clock;
  /** Awaited before the lone dot goes out: from then on the message may be delivered. */
  readonly beforeFinalDot?: () => Promise<void>;
  /** Ends the connection at once; the outcome is then that of a lost one. */
  readonly signal?: AbortSignal | undefined;
}

/** A connection that is opened as for mail, and then closed. */
export interface Rehearsal extends Omit<Submission, "transaction" | "content" | "beforeFinalDot"> {
  readonly until: Exclude<SessionGoal, "transaction">;
}

/** How far a rehearsal came. */
export interface RehearsalReport {
  /** What broke it off; `undefined` when it came to its end. */
  readonly failure: Verdict | undefined;
  readonly protection: Protection;
  readonly capabilities: Capabilities;
  /** Secrets are masked in it. */
  readonly transcript: readonly TranscriptLine[];
}

/** What became of a submission. */
export interface SubmissionReport {
  /** One per recipient, in the order of the transaction. */
  readonly recipients: readonly RecipientOutcome[];
  readonly protection: Protection;
  /** Secrets are masked in it. */
  readonly transcript: readonly TranscriptLine[];
}

/**
 * Submits one message over a real connection: opens it, lets core's session decide, performs what
 * it asks for, and closes.
 *
 * IPv6 and IPv4 addresses are raced, 250 ms apart. Recipients that the server would not take in the
 * same transaction follow in the next. *Diagnostics*: never throws for anything a server or the
 * network does, that is an outcome; throws what `beforeFinalDot` throws, with nothing delivered.
 */
export async function submit(submission: Submission): Promise<SubmissionReport> {
  return await new SubmissionDriver(submission).submit();
}

/**
 * Opens a connection as `submit()` does, up to EHLO or with the login, and ends it: the session's
 * rules are those of a submission, and nothing of a message leaves.
 *
 * *Diagnostics*: as `submit()`.
 */
export async function rehearse(rehearsal: Rehearsal): Promise<RehearsalReport> {
  const transaction = { sender: null, recipients: [], content: { sizeBytes: 0, eightBit: false } };
  const content = new Uint8Array();
  return await new SubmissionDriver({ ...rehearsal, transaction, content }).rehearse();
}

class SubmissionDriver {
  readonly #submission: Submission;
  readonly #session: SubmissionSession;
  readonly #inbox: Inbox<SessionObservation> = new Inbox();
  readonly #outcomes = new Map<string, RecipientOutcome>();
  #socket: Socket | undefined;
  #deadlineMs: number | undefined;
  #finished: SessionOutcome | undefined;
  #protection: Protection | undefined;
  #pending: SubmissionTransaction | undefined;
  #lastRest = Number.POSITIVE_INFINITY;

  constructor(submission: Submission & Pick<Partial<Rehearsal>, "until">) {
    this.#submission = submission;
    this.#session = new SubmissionSession(submission);
    const { transaction } = submission;
    this.#pending = transaction.recipients.length === 0 ? undefined : transaction;
  }

  async submit(): Promise<SubmissionReport> {
    return this.#report(await this.#run());
  }

  async rehearse(): Promise<RehearsalReport> {
    const { failure, protection, capabilities } = await this.#run();
    return { failure, protection, capabilities, transcript: this.#session.transcript };
  }

  async #run(): Promise<SessionOutcome> {
    const { clock, timeouts, signal } = this.#submission;
    this.#deadlineMs = clock.nowMs() + timeouts.connect;
    this.#connect();
    const onAbort = () => this.#abort();
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted === true) onAbort();
    try {
      while (this.#finished === undefined) await this.#step();
      return this.#finished;
    } finally {
      signal?.removeEventListener("abort", onAbort);
      this.#socket?.destroySoon();
    }
  }

  #abort(): void {
    const failure = { code: "ABORT_ERR", message: "interrupted" };
    this.#inbox.put({ kind: "closed", failure });
    this.#socket?.destroy();
  }

  #connect(): void {
    const { host, port } = this.#submission.plan;
    const socket = connect({
      host: host.text,
      port,
      noDelay: true,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: ADDRESS_DELAY_MS,
    });
    this.#socket = socket;
    socket.once("connect", () => {
      socket.off("error", onError);
      this.#listen(socket);
      const { localAddress = "", remoteAddress = "" } = socket;
      this.#inbox.put({ kind: "connected", localAddress, remoteAddress });
    });
    const onError = (error: Error) =>
      this.#inbox.put({ kind: "connectFailed", failure: connectFailureOf(error) });
    socket.once("error", onError);
  }

  #listen(socket: Socket): void {
    socket.on("data", (bytes) => this.#inbox.put({ kind: "bytes", bytes }));
    socket.on("error", (error) => this.#inbox.put({ kind: "closed", failure: failureOf(error) }));
    socket.on("close", () => this.#inbox.put({ kind: "closed", failure: undefined }));
    // A half-open connection is of no use to a client: the server has said its last word.
    socket.on("end", () => this.#inbox.put({ kind: "closed", failure: undefined }));
  }

  async #step(): Promise<void> {
    const { clock } = this.#submission;
    await this.#inbox.wait(this.#deadlineMs, clock.nowMs());
    await this.#observe(this.#inbox.take() ?? { kind: "timedOut" });
  }

  async #observe(observation: SessionObservation): Promise<void> {
    const { effects, alarm } = this.#session.observe(observation);
    if (alarm.kind === "set") this.#deadlineMs = this.#submission.clock.nowMs() + alarm.inMs;
    else if (alarm.kind === "off") this.#deadlineMs = undefined;
    for (const effect of effects) await this.#perform(effect);
  }

  async #perform(effect: SessionEffect): Promise<void> {
    switch (effect.kind) {
      case "write":
        this.#socket?.write(effect.bytes);
        return;
      case "startTls":
        return await this.#secure();
      case "sendContent":
        return await this.#sendContent();
      case "markUncertain":
        return await this.#submission.beforeFinalDot?.();
      case "ready":
        return await this.#onReady();
      case "transactionDone":
        this.#protection = effect.outcome.protection;
        for (const each of effect.outcome.recipients) this.#outcomes.set(each.recipient, each);
        return;
      case "close":
        this.#socket?.destroySoon();
        return;
      case "finished":
        this.#finished = effect.outcome;
    }
  }

  async #secure(): Promise<void> {
    const plain = this.#socket;
    if (plain === undefined) return;
    plain.removeAllListeners();
    plain.on("error", () => undefined);
    plain.pause();
    const { plan, ca } = this.#submission;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      plain.destroy();
    }, this.#submission.timeouts.tls);
    try {
      const { socket, tls } = await secureSocket(plain, { host: plan.host.text, ca });
      this.#socket = socket;
      this.#listen(socket);
      this.#inbox.put({ kind: "tlsEstablished", tls });
    } catch (error) {
      const failure = failureOf(error);
      this.#inbox.put(isLate ? { kind: "timedOut" } : { kind: "tlsFailed", failure });
    } finally {
      clearTimeout(timer);
    }
  }

  async #sendContent(): Promise<void> {
    const stuffer = new DotStuffer();
    const { content } = this.#submission;
    for (let at = 0; at < content.length; at += CHUNK_BYTES) {
      const chunk = stuffer.push(content.subarray(at, at + CHUNK_BYTES));
      if (!(await this.#writeContent(chunk))) return;
    }
    if (await this.#writeContent(stuffer.finish())) await this.#observe({ kind: "contentSent" });
  }

  /** Writes at the pace of the network; `false` when the session has ended meanwhile. */
  async #writeContent(chunk: Uint8Array): Promise<boolean> {
    const { clock, timeouts } = this.#submission;
    const socket = this.#socket;
    if (socket === undefined) return false;
    const isDrained = socket.write(chunk) || chunk.length === 0;
    if (!isDrained) {
      this.#deadlineMs = clock.nowMs() + timeouts.content;
      const drained = { isDone: false };
      socket.once("drain", () => {
        drained.isDone = true;
        this.#inbox.nudge();
      });
      while (!drained.isDone && this.#inbox.isEmpty && clock.nowMs() < this.#deadlineMs) {
        await this.#inbox.wait(this.#deadlineMs, clock.nowMs());
      }
      if (!drained.isDone && this.#inbox.isEmpty) this.#inbox.put({ kind: "timedOut" });
    }
    // Whatever came while sending comes first: a refusal, or the end of the connection.
    for (let seen = this.#inbox.take(); seen !== undefined; seen = this.#inbox.take()) {
      await this.#observe(seen);
      if (this.#finished !== undefined) return false;
    }
    return true;
  }

  async #onReady(): Promise<void> {
    const transaction = this.#pending ?? this.#rest();
    this.#pending = undefined;
    await this.#observe(
      transaction === undefined ? { kind: "quit" } : { kind: "submit", transaction },
    );
  }

  /** The recipients that did not fit, as long as each round takes at least one of them. */
  #rest(): SubmissionTransaction | undefined {
    const { transaction } = this.#submission;
    const isLeft = (text: string) =>
      this.#outcomes.get(text)?.verdict.code === "TOO_MANY_RECIPIENTS";
    const recipients = transaction.recipients.filter(({ text }) => isLeft(text));
    const wasLeft = this.#lastRest;
    this.#lastRest = recipients.length;
    if (recipients.length === 0 || recipients.length >= wasLeft) return undefined;
    return { ...transaction, recipients };
  }

  #report(finished: SessionOutcome): SubmissionReport {
    const { transaction } = this.#submission;
    const { failure } = finished;
    const recipients = transaction.recipients.flatMap(({ text }): RecipientOutcome[] => {
      const outcome = this.#outcomes.get(text);
      if (outcome !== undefined) return [outcome];
      return failure === undefined ? [] : [{ recipient: text, verdict: failure }];
    });
    const protection = this.#protection ?? finished.protection;
    return { recipients, protection, transcript: this.#session.transcript };
  }
}

function failureOf(error: unknown): TransportFailure {
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  const message = hasMessage ? String(error.message) : String(error);
  return { code: errorCodeOf(error) || "UNKNOWN", message };
}

/** With several addresses there are several failures: the first one names, all are told. */
function connectFailureOf(error: Error): TransportFailure {
  if (!("errors" in error) || !Array.isArray(error.errors)) return failureOf(error);
  const failures = error.errors.map(failureOf);
  const message = failures.map((failure) => failure.message).join("; ");
  return { code: failures[0]?.code ?? "UNKNOWN", message };
}
