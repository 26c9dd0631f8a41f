import type { X509Certificate } from "node:crypto";
import type { Socket } from "node:net";
import {
  DotStuffer,
  type SessionEffect,
  type SessionObservation,
  type SessionOutcome,
  SubmissionSession,
  type TranscriptLine,
} from "@fieldpost/core";
import { shownCertificate } from "./_certificate_facts.ts";
import { ChunkFeed } from "./_chunk_feed.ts";
import type { ConnectionOptions } from "./_connection_options.ts";
import { Inbox } from "./_inbox.ts";
import { closing, listen, openSocket } from "./_open_socket.ts";
import { secureSocket } from "./_secure_socket.ts";
import type { SubmissionJob } from "./_submission_job.ts";
import { failureOf } from "./_transport_failure.ts";
import { writePaced } from "./_write_paced.ts";
import { SMALL_BYTES } from "./durable_files.ts";

type TransactionDone = Extract<SessionEffect, { kind: "transactionDone" }>;

const ENDING: readonly SessionEffect["kind"][] = ["transactionDone", "close", "finished"];

/**
 * Drives one session over a real connection: performs what core's session asks for, in order, and
 * passes on what it sees. Several transactions may follow each other.
 *
 * *Diagnostics*: `run()` throws what a job throws, after the connection is closed; everything that a
 * server or the network does is an outcome.
 */
export class ConnectionDriver {
  readonly #options: ConnectionOptions;
  readonly #session: SubmissionSession;
  readonly #inbox: Inbox<SessionObservation> = new Inbox();
  #socket: Socket | undefined;
  #deadlineMs: number | undefined;
  #finished: SessionOutcome | undefined;
  #job: SubmissionJob | undefined;
  /** Its envelope is under way behind the lone dot of the job. */
  #follower: SubmissionJob | undefined;
  #chunks: ChunkFeed | undefined;
  /** Content that waits for the lone dot. */
  #held: readonly Uint8Array[] | undefined;
  #isReady = false;
  #isRemembered = false;
  #certificate: X509Certificate | undefined;
  #toldLines = 0;
  /** How long the transcript was when the session became ready, and when the job began. */
  #openedAt = 0;
  #jobAt = 0;
  #jobFailure: { readonly error: unknown } | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#session = new SubmissionSession(options);
  }

  /** The dialogue so far, with every secret masked. */
  get transcript(): readonly TranscriptLine[] {
    return this.#session.transcript;
  }

  /** Resolves when the connection is closed, so that another one may take its place. */
  async closed(): Promise<void> {
    if (this.#socket !== undefined) await closing(this.#socket);
  }

  /** Whether a job that was at hand has come to nothing: it was never begun, and nothing of it has to be told. */
  get hasLeftOver(): boolean {
    return this.#follower !== undefined;
  }

  /** Opens the connection, does every job, closes it. */
  async run(): Promise<SessionOutcome> {
    const { clock, timeouts, signal } = this.#options;
    this.#deadlineMs = clock.nowMs() + timeouts.connect;
    this.#socket = openSocket(this.#options.plan, this.#inbox);
    const onAbort = () => this.#abort();
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted === true) onAbort();
    try {
      while (this.#finished === undefined) await this.#step();
      if (this.#jobFailure !== undefined) throw this.#jobFailure.error;
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

  async #step(): Promise<void> {
    if (this.#isReady) return await this.#begin();
    const { clock } = this.#options;
    await this.#inbox.wait(this.#deadlineMs, clock.nowMs());
    await this.#observe(this.#inbox.take() ?? { kind: "timedOut" });
  }

  async #observe(observation: SessionObservation): Promise<void> {
    const { effects, alarm } = this.#session.observe(observation);
    this.#tellLines();
    if (alarm.kind === "set") this.#deadlineMs = this.#options.clock.nowMs() + alarm.inMs;
    else if (alarm.kind === "off") this.#deadlineMs = undefined;
    for (const effect of effects) {
      // A job that has failed sends nothing more: only what ends the session is still done.
      if (this.#jobFailure !== undefined && !ENDING.includes(effect.kind)) continue;
      try {
        await this.#perform(effect);
      } catch (error) {
        await this.#giveUp(error);
      }
    }
  }

  async #perform(effect: SessionEffect): Promise<void> {
    switch (effect.kind) {
      case "write":
        return this.#write(effect.bytes);
      case "startTls":
        return await this.#secure();
      case "sendContent":
        return await this.#sendContent();
      case "prepareChunk":
        return await this.#prepareChunk();
      case "sendChunk":
        return await this.#sendChunk();
      case "markUncertain":
        return await this.#job?.beforeFinalDot?.(effect.recipients);
      case "ready":
        this.#isReady = true;
        return await this.#remember();
      case "transactionDone":
        return await this.#endJob(effect);
      case "close":
        this.#socket?.destroySoon();
        return;
      case "finished":
        this.#finished = effect.outcome;
        return await this.#rememberRefusals();
    }
  }

  #tellLines(): void {
    const { onLine } = this.#options;
    if (onLine === undefined) return;
    for (const line of this.transcript.slice(this.#toldLines)) onLine(line);
    this.#toldLines = this.transcript.length;
  }

  async #endJob({ outcome, lines, isFollowed }: TransactionDone): Promise<void> {
    const [job, begin, chunks] = [this.#job, this.#jobAt, this.#chunks];
    [this.#jobAt, this.#chunks] = [lines, undefined];
    this.#job = isFollowed ? this.#follower : undefined;
    if (isFollowed) this.#follower = undefined;
    await chunks?.end();
    await job?.done(outcome, () => this.#dialogue(begin, lines));
  }

  /** What the server turned out not to do is known only at the end. */
  async #rememberRefusals(): Promise<void> {
    const { sighting } = this.#session;
    const { signal, remember } = this.#options;
    const isCut = signal?.aborted === true || this.#jobFailure !== undefined;
    if (sighting.refusesChunks || (sighting.refusesGroups && !isCut)) await remember?.(sighting);
  }

  async #secure(): Promise<void> {
    const plain = this.#socket;
    if (plain === undefined) return;
    plain.removeAllListeners();
    plain.on("error", () => undefined);
    plain.pause();
    const { plan, ca } = this.#options;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      plain.destroy();
    }, this.#options.timeouts.tls);
    try {
      const { socket, tls, certificate } = await secureSocket(plain, { host: plan.host.text, ca });
      this.#certificate = certificate;
      this.#socket = socket;
      listen(socket, this.#inbox);
      this.#options.onTls?.(tls);
      this.#inbox.put({ kind: "tlsEstablished", tls });
    } catch (error) {
      const failure = failureOf(error);
      this.#inbox.put(isLate ? { kind: "timedOut" } : { kind: "tlsFailed", failure });
    } finally {
      clearTimeout(timer);
    }
  }

  #write(bytes: Uint8Array): void {
    const held = this.#held;
    this.#held = undefined;
    this.#socket?.write(held === undefined ? bytes : Buffer.concat([...held, bytes]));
  }

  async #sendContent(): Promise<void> {
    const isSmall = (this.#job?.transaction.content.sizeBytes ?? 0) <= SMALL_BYTES;
    if (!(isSmall ? await this.#holdContent() : await this.#streamContent())) return;
    if (this.#session.takesNext) this.#follower = this.#options.jobAtHand?.();
    await this.#observe({ kind: "contentSent", next: this.#follower?.transaction });
  }

  /** A small message and its lone dot leave in one piece, after the mark. */
  async #holdContent(): Promise<boolean> {
    const stuffer = new DotStuffer();
    const content = this.#job?.content() ?? [];
    const pieces: Uint8Array[] = [];
    if (Symbol.asyncIterator in content) {
      for await (const piece of content) pieces.push(stuffer.push(piece));
    } else for (const piece of content) pieces.push(stuffer.push(piece));
    if (!(await this.#seeWhatCame())) return false;
    this.#held = [...pieces, stuffer.finish()];
    return true;
  }

  async #streamContent(): Promise<boolean> {
    const stuffer = new DotStuffer();
    for await (const piece of this.#job?.content() ?? []) {
      if (!(await this.#writeContent(stuffer.push(piece)))) return false;
    }
    return await this.#writeContent(stuffer.finish());
  }

  async #prepareChunk(): Promise<void> {
    this.#chunks ??= new ChunkFeed(this.#job?.content() ?? []);
    this.#inbox.put({ kind: "chunkPrepared", chunk: await this.#chunks.prepare() });
  }

  async #sendChunk(): Promise<void> {
    const chunk = this.#chunks?.take();
    if (chunk !== undefined && (await this.#writeOut(chunk)))
      this.#inbox.put({ kind: "chunkSent" });
  }

  /** Writes content; `false` when the session has ended meanwhile. */
  async #writeContent(piece: Uint8Array): Promise<boolean> {
    return (await this.#writeOut(piece)) && (await this.#seeWhatCame());
  }

  /** Whatever came while sending comes first: a refusal, or the end of the connection. */
  async #seeWhatCame(): Promise<boolean> {
    for (let seen = this.#inbox.take(); seen !== undefined; seen = this.#inbox.take()) {
      await this.#observe(seen);
      if (this.#finished !== undefined) return false;
    }
    return true;
  }

  async #writeOut(chunk: Uint8Array): Promise<boolean> {
    const { clock, timeouts } = this.#options;
    const socket = this.#socket;
    if (socket === undefined) return false;
    await writePaced(socket, chunk, { inbox: this.#inbox, clock, limitMs: timeouts.content });
    return true;
  }

  /** The lines of the opening, and of one job. */
  #dialogue(begin: number, end: number): readonly TranscriptLine[] {
    const { transcript } = this;
    return [...transcript.slice(0, this.#openedAt), ...transcript.slice(begin, end)];
  }

  async #remember(): Promise<void> {
    if (this.#isRemembered) return;
    this.#isRemembered = true;
    this.#openedAt = this.transcript.length;
    await this.#options.remember?.(this.#session.sighting, shownCertificate(this.#certificate));
  }

  async #begin(): Promise<void> {
    this.#isReady = false;
    try {
      this.#job = await this.#options.nextJob();
    } catch (error) {
      return await this.#giveUp(error);
    }
    this.#jobAt = this.transcript.length;
    const transaction = this.#job?.transaction;
    await this.#observe(transaction ? { kind: "submit", transaction } : { kind: "quit" });
  }

  /** A job cannot go on: the connection ends here, before anything that it had not allowed. */
  async #giveUp(error: unknown): Promise<void> {
    if (this.#jobFailure !== undefined) return;
    this.#jobFailure = { error };
    this.#socket?.destroy();
    await this.#observe({ kind: "closed", failure: failureOf(error) });
  }
}
