import type { TlsFacts } from "../capture/captured_session.ts";
import { answerCommand } from "../commands/answer_command.ts";
import { answerStartTls } from "../commands/answer_start_tls.ts";
import { AuthDialogue } from "./auth_dialogue.ts";
import { CommandDiscipline } from "./command_discipline.ts";
import type { ContentBudget } from "./content_budget.ts";
import { ContentReader } from "./content_reader.ts";
import type { Dialogue } from "./dialogue.ts";
import { LineReader } from "./line_reader.ts";
import { strictReply } from "./protocol_warning.ts";
import { type FaultSource, ReplyPipeline } from "./reply_pipeline.ts";
import { SecretMask } from "./secret_mask.ts";
import { SessionOpening } from "./session_opening.ts";
import type { SessionRecord } from "./session_record.ts";
import type { SessionSettings } from "./session_settings.ts";
import { parseCommand } from "./smtp_command.ts";
import type { SmtpEffect } from "./smtp_effect.ts";
import { hasFailed, unfinishedBusiness } from "./unfinished_business.ts";

/** RFC 4954, 4.5.3: the longest line of an authentication exchange. */
const AUTH_LINE_LIMIT_BYTES = 12_288;

/** What a session needs from its server. */
export interface EngineHost {
  readonly faults: FaultSource;
  readonly budget: ContentBudget;
  /** A fresh identifier for a message. */
  newId(): string;
}

/**
 * The server's side of an SMTP session as a state machine: it is told what happened and returns
 * what to do, and touches no socket, clock or disk of its own.
 *
 * Bytes may be cut anywhere. Everything in one chunk is answered with one write per message.
 */
export class SmtpEngine {
  readonly #dialogue: Dialogue;
  readonly #pipeline: ReplyPipeline;
  readonly #discipline: CommandDiscipline;
  readonly #opening: SessionOpening;
  readonly #content: ContentReader;
  readonly #auth: AuthDialogue;
  readonly #mask: SecretMask = new SecretMask();
  readonly #lines: LineReader = new LineReader();
  #backlog: Buffer[] = [];

  constructor(settings: SessionSettings, record: SessionRecord, host: EngineHost) {
    const { faults, newId } = host;
    this.#dialogue = {
      settings,
      record,
      mode: "command",
      secured: false,
      transaction: undefined,
      newId,
    };
    this.#pipeline = new ReplyPipeline(this.#dialogue, faults);
    this.#discipline = new CommandDiscipline(this.#dialogue);
    this.#opening = new SessionOpening(this.#dialogue, this.#pipeline);
    this.#auth = new AuthDialogue(this.#dialogue, this.#pipeline);
    this.#content = new ContentReader(this.#dialogue, this.#pipeline, host);
  }

  /** Whether the client is in the middle of something that it expects an answer to. */
  get isBusy(): boolean {
    const { mode, transaction } = this.#dialogue;
    return (
      mode !== "over" &&
      mode !== "hung" &&
      mode !== "proxy" &&
      !this.isSuspended &&
      (mode !== "command" || transaction !== undefined || this.#lines.hasPartialLine)
    );
  }

  /** Whether a message is on its way, which a server that closes lets arrive. */
  get isInTransaction(): boolean {
    return this.isBusy && this.#dialogue.transaction !== undefined;
  }

  /** Whether a fault makes the session wait. */
  get isSuspended(): boolean {
    return this.#pipeline.isSuspended;
  }

  /** The connection was accepted. */
  connected(): readonly SmtpEffect[] {
    this.#opening.begin();
    return this.#pipeline.takeEffects();
  }

  /** The TLS handshake succeeded: what the client said in clear is forgotten (RFC 3207, 4.2). */
  tlsEstablished(facts: TlsFacts): readonly SmtpEffect[] {
    const { record, settings } = this.#dialogue;
    record.tick();
    record.tls = facts;
    record.note("event", `TLS established: ${facts.protocol}, ${facts.cipher}`);
    this.#dialogue.secured = true;
    this.#dialogue.mode = "command";
    this.#dialogue.transaction = undefined;
    record.hello = null;
    record.auth = null;
    if (settings.tls === "implicit") {
      this.#opening.greet();
    }
    return this.#pipeline.takeEffects();
  }

  /** Bytes came from the client. */
  receive(chunk: Buffer): readonly SmtpEffect[] {
    this.#dialogue.record.tick();
    if (this.isSuspended) {
      this.#noteEarlyTalker();
      this.#backlog.push(chunk);
    } else {
      this.#consumeAll(chunk);
    }
    return this.#pipeline.takeEffects();
  }

  /** The time of a `sleep` is over. */
  wake(): readonly SmtpEffect[] {
    this.#dialogue.record.tick();
    this.#pipeline.wake();
    while (!this.isSuspended) {
      const chunk = this.#backlog.shift();
      if (chunk === undefined) {
        break;
      }
      this.#consumeAll(chunk);
    }
    return this.#pipeline.takeEffects();
  }

  /** The channel is gone: notes what the client left unfinished. */
  closed(): void {
    const { record } = this.#dialogue;
    record.tick();
    this.#content.abandon();
    const unfinished = unfinishedBusiness(this.#dialogue);
    const isClients = record.ending === "client-closed" || record.ending === "broken";
    if (unfinished !== undefined && isClients && !hasFailed(record, unfinished.stage)) {
      record.fail(unfinished.stage, unfinished.reason, null, null);
    }
  }

  /**
   * The server ends the session: says 421 where a reply can be said (RFC 5321, 3.8), and closes.
   *
   * @param text The reply's text, enhanced status first.
   */
  hangUp(text: string): readonly SmtpEffect[] {
    const { mode } = this.#dialogue;
    this.#dialogue.record.tick();
    this.#pipeline.abandon();
    if (mode === "command" || mode === "auth") {
      this.#pipeline.emit({ kind: "write", data: `421 ${text}\r\n` });
      this.#dialogue.record.note("server", `421 ${text}`);
    }
    this.#close();
    return this.#pipeline.takeEffects();
  }

  #beginHandshake(): void {
    this.#lines.clear();
    this.#opening.beginHandshake();
  }

  /** A client has to wait for the banner (RFC 5321, 4.3.1). */
  #noteEarlyTalker(): void {
    if (!this.#opening.hasGreeted && this.#dialogue.mode === "command") {
      this.#discipline.object("early-talker", "The client spoke before it was greeted");
    }
  }

  #close(): void {
    this.#dialogue.mode = "over";
    this.#pipeline.emit({ kind: "close" });
  }

  #consumeAll(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length) {
      offset = this.#consume(chunk, offset);
      if (this.isSuspended && offset < chunk.length) {
        this.#backlog.unshift(chunk.subarray(offset));
        return;
      }
    }
  }

  /** Reads one thing from the chunk and returns the offset behind it. */
  #consume(chunk: Buffer, offset: number): number {
    switch (this.#dialogue.mode) {
      case "proxy":
        return this.#opening.consumeProxyHeader(chunk);
      case "command":
      case "auth":
        return this.#consumeLine(chunk, offset);
      case "data":
      case "bdat":
        return this.#content.consume(chunk, offset);
      case "handshake":
        this.#takeEarlyHello(chunk.length - offset);
        return chunk.length;
      case "hung":
      case "over":
        return chunk.length;
    }
  }

  /** Commands that arrive with STARTTLS are never executed (RFC 3207, 6). */
  #takeEarlyHello(bytes: number): void {
    if (this.#pipeline.awaitsHello) {
      this.#pipeline.helloArrived();
      return;
    }
    const { record } = this.#dialogue;
    record.warn("bytes-after-starttls", `${bytes} bytes in clear followed STARTTLS, ignored`);
    record.note("event", `${bytes} bytes in clear after STARTTLS were ignored`);
  }

  #consumeLine(chunk: Buffer, offset: number): number {
    const limit =
      this.#dialogue.mode === "auth"
        ? AUTH_LINE_LIMIT_BYTES
        : this.#dialogue.settings.commandLineLimitBytes;
    const end = this.#lines.findEnd(chunk, offset);
    if (end === -1) {
      this.#lines.keep(chunk.subarray(offset), limit);
      return chunk.length;
    }
    const line = this.#lines.finish(chunk.subarray(offset, end), limit);
    if (line.kind === "too-long") {
      this.#refuseLongLine(limit);
    } else {
      this.#takeLine(line.text, line.lineFeedOnly);
    }
    if (end < chunk.length) {
      this.#discipline.noteHurry();
    }
    return end;
  }

  #refuseLongLine(limit: number): void {
    this.#auth.abandon();
    this.#pipeline.heard("[a line over the limit]");
    const text = `Line exceeds the limit of ${limit} bytes`;
    this.#pipeline.conclude({ stage: "other", reply: { code: 500, status: "5.5.2", text } });
  }

  #takeLine(text: string, lineFeedOnly: boolean): void {
    const isAuth = this.#dialogue.mode === "auth";
    this.#pipeline.heard(this.#mask.apply(text, isAuth));
    const objection = this.#discipline.inspect(text, lineFeedOnly);
    if (objection !== undefined && this.#dialogue.settings.strict) {
      this.#auth.abandon();
      this.#pipeline.conclude({ stage: "other", reply: strictReply(objection) });
    } else if (isAuth) {
      this.#auth.continue(text);
    } else {
      this.#execute(text);
    }
  }

  #execute(line: string): void {
    const { verb, argument } = parseCommand(line);
    this.#discipline.execute(verb);
    switch (verb) {
      case "AUTH":
        this.#auth.open(argument);
        break;
      case "BDAT":
        this.#content.openChunk(argument);
        break;
      case "STARTTLS":
        this.#pipeline.conclude(
          answerStartTls(this.#dialogue, argument, () => this.#beginHandshake()),
        );
        break;
      case "QUIT":
        this.#quit();
        break;
      default:
        this.#pipeline.conclude(answerCommand(this.#dialogue, verb, argument));
    }
  }

  #quit(): void {
    this.#pipeline.conclude({
      stage: "quit",
      reply: { code: 221, status: "2.0.0", text: "Bye" },
      next: () => {
        this.#dialogue.record.ending ??= "quit";
        this.#close();
      },
    });
  }
}
