import type { AuthMechanism } from "../auth/auth_mechanisms.ts";
import type { AuthStep } from "../auth/auth_step.ts";
import type { TlsFacts } from "../capture/captured_session.ts";
import { answerAuthStep, continueAuth, openAuth } from "../commands/auth_command.ts";
import {
  answerContent,
  noteDataBegins,
  refuseChunk,
  tryParseChunk,
} from "../commands/data_command.ts";
import { answerCommand } from "../commands/dispatch.ts";
import { noteRefusedRecipient, replyLine } from "../commands/rcpt_command.ts";
import { DataReader } from "./data_reader.ts";
import { type Answer, type Dialogue, warn } from "./dialogue.ts";
import { LineReader } from "./line_reader.ts";
import type { SessionRecord } from "./session_record.ts";
import type { SessionSettings } from "./session_settings.ts";
import { parseCommand } from "./smtp_command.ts";
import type { SmtpEffect } from "./smtp_effect.ts";
import { formatReply, isPositive, type SmtpReply } from "./smtp_reply.ts";

/** RFC 4954, 4.5.3: the longest line of an authentication exchange. */
const AUTH_LINE_LIMIT_BYTES = 12_288;

interface AuthExchange {
  readonly mechanism: AuthMechanism;
  readonly step: AuthStep & { readonly kind: "challenge" };
}

interface Chunk {
  readonly isLast: boolean;
  readonly sizeBytes: number;
  readonly refusal: SmtpReply | undefined;
  remaining: number;
}

/**
 * The server's side of an SMTP session as a state machine: it is told what happened and returns
 * what to do, and touches no socket, clock or disk of its own.
 *
 * Bytes may be cut anywhere. Everything in one chunk is answered with one write per message.
 */
export class SmtpEngine {
  readonly #dialogue: Dialogue;
  readonly #lines: LineReader = new LineReader();
  #data: DataReader | undefined;
  #chunk: Chunk | undefined;
  #auth: AuthExchange | undefined;
  #effects: SmtpEffect[] = [];
  #out = "";
  #command = "";

  constructor(settings: SessionSettings, record: SessionRecord, newId: () => string) {
    this.#dialogue = {
      settings,
      record,
      mode: "command",
      secured: false,
      transaction: undefined,
      newId,
    };
  }

  /** Whether the client is in the middle of something that it expects an answer to. */
  get isBusy(): boolean {
    const { mode, transaction } = this.#dialogue;
    return (
      mode === "data" ||
      mode === "bdat" ||
      mode === "auth" ||
      mode === "handshake" ||
      transaction !== undefined ||
      this.#lines.hasPartialLine
    );
  }

  /** The connection was accepted. */
  connected(): readonly SmtpEffect[] {
    if (this.#dialogue.settings.tls === "implicit") {
      this.#dialogue.mode = "handshake";
      return [{ kind: "start-tls" }];
    }
    this.#greet();
    return this.#takeEffects();
  }

  /** The TLS handshake succeeded: what the client said in clear is forgotten (RFC 3207, 4.2). */
  tlsEstablished(facts: TlsFacts): readonly SmtpEffect[] {
    const { record, settings } = this.#dialogue;
    record.tls = facts;
    record.note("event", `TLS established: ${facts.protocol}, ${facts.cipher}`);
    this.#dialogue.secured = true;
    this.#dialogue.mode = "command";
    this.#dialogue.transaction = undefined;
    record.hello = null;
    record.auth = null;
    if (settings.tls === "implicit") {
      this.#greet();
    }
    return this.#takeEffects();
  }

  /** Bytes came from the client. */
  receive(chunk: Buffer): readonly SmtpEffect[] {
    let offset = 0;
    while (offset < chunk.length) {
      offset = this.#consume(chunk, offset);
    }
    return this.#takeEffects();
  }

  /** The server is going down: says so and closes (RFC 5321, 3.8). */
  shutDown(): readonly SmtpEffect[] {
    if (this.#dialogue.mode !== "handshake" && this.#dialogue.mode !== "over") {
      const reply = { code: 421, status: "4.3.2", text: "Service shutting down" };
      this.#command = "";
      this.#say({ stage: "other", reply });
    }
    this.#dialogue.mode = "over";
    this.#flush();
    this.#effects.push({ kind: "close" });
    return this.#takeEffects();
  }

  #greet(): void {
    const text = `${this.#dialogue.settings.hostName} ESMTP mock-smtp`;
    this.#say({ stage: "banner", reply: { code: 220, text } });
  }

  /** Reads one thing from the chunk and returns the offset behind it. */
  #consume(chunk: Buffer, offset: number): number {
    switch (this.#dialogue.mode) {
      case "command":
      case "auth":
        return this.#consumeLine(chunk, offset);
      case "data":
        return this.#consumeData(chunk, offset);
      case "bdat":
        return this.#consumeChunk(chunk, offset);
      case "handshake":
        this.#refuseInjection(chunk.length - offset);
        return chunk.length;
      case "over":
        return chunk.length;
    }
  }

  /** Commands that arrive with STARTTLS are never executed (RFC 3207, 6). */
  #refuseInjection(bytes: number): void {
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
      this.#auth = undefined;
      this.#dialogue.mode = "command";
      this.#heard("[a line over the limit]");
      const text = `Line exceeds the limit of ${limit} bytes`;
      this.#conclude({ stage: "other", reply: { code: 500, status: "5.5.2", text } });
    } else {
      this.#takeLine(line.text, line.lineFeedOnly);
    }
    if (this.#dialogue.mode === "data" && end < chunk.length) {
      warn(this.#dialogue, "data-before-354", "The content came before the 354 was sent");
    }
    return end;
  }

  #takeLine(text: string, lineFeedOnly: boolean): void {
    const exchange = this.#auth;
    if (exchange === undefined) {
      this.#heard(maskSecret(text));
      this.#execute(text);
    } else {
      this.#heard(text === "*" ? "*" : "[secret]");
      this.#continueAuth(exchange, text);
    }
    if (lineFeedOnly) {
      const message = "A command line ended with a bare LF";
      warn(this.#dialogue, "bare-line-feed-in-command", message);
    }
  }

  #execute(line: string): void {
    const { verb, argument } = parseCommand(line);
    if (verb === "AUTH") {
      this.#openAuth(argument);
    } else if (verb === "BDAT") {
      this.#openChunk(argument);
    } else {
      const answer = answerCommand(this.#dialogue, verb, argument);
      this.#conclude(answer);
      if (answer.stage === "rcpt" && !isPositive(answer.reply)) {
        noteRefusedRecipient(this.#dialogue, argument, replyLine(answer.reply));
      }
    }
  }

  #openAuth(argument: string): void {
    const opening = openAuth(this.#dialogue, argument);
    if ("answer" in opening) {
      this.#conclude(opening.answer);
    } else {
      this.#takeAuthStep(opening.mechanism, opening.step);
    }
  }

  #continueAuth(exchange: AuthExchange, line: string): void {
    this.#auth = undefined;
    this.#dialogue.mode = "command";
    const next = continueAuth(exchange.step, line);
    if ("code" in next) {
      this.#conclude({ stage: "auth", reply: next });
    } else {
      this.#takeAuthStep(exchange.mechanism, next);
    }
  }

  #takeAuthStep(mechanism: AuthMechanism, step: AuthStep): void {
    const next = step.kind === "claim" ? step.judged(step.proven) : step;
    if (next.kind === "claim") {
      this.#takeAuthStep(mechanism, next);
      return;
    }
    if (next.kind === "challenge") {
      this.#auth = { mechanism, step: next };
      this.#dialogue.mode = "auth";
    }
    this.#conclude(answerAuthStep(this.#dialogue, mechanism, next));
  }

  #consumeData(chunk: Buffer, offset: number): number {
    const limit = this.#dialogue.settings.sizeLimitBytes;
    // A stuffed dot costs one byte in four at most, so nothing within the limit is longer.
    this.#data ??= new DataReader(Math.ceil((limit * 4) / 3) + 8);
    const data = this.#data;
    const end = data.take(chunk, offset);
    if (data.ended) {
      this.#data = undefined;
      this.#command = "";
      this.#dialogue.record.note("client", `[${data.sizeBytes} bytes of data]`);
      this.#conclude(
        answerContent(this.#dialogue, {
          transfer: "DATA",
          pieces: data.pieces,
          sizeBytes: data.sizeBytes,
          overflowed: data.overflowed,
        }),
      );
    }
    return end;
  }

  #openChunk(argument: string): void {
    const command = tryParseChunk(argument);
    if (command === undefined) {
      const text = "BDAT needs a size and perhaps LAST";
      this.#conclude({ stage: "data", reply: { code: 501, status: "5.5.4", text } });
      return;
    }
    noteDataBegins(this.#dialogue);
    const refusal = refuseChunk(this.#dialogue);
    this.#chunk = { ...command, refusal, remaining: command.sizeBytes };
    this.#dialogue.mode = "bdat";
    if (command.sizeBytes === 0) {
      this.#finishChunk(this.#chunk);
    }
  }

  #consumeChunk(chunk: Buffer, offset: number): number {
    const current = this.#chunk;
    if (current === undefined) {
      return chunk.length;
    }
    const end = Math.min(chunk.length, offset + current.remaining);
    current.remaining -= end - offset;
    const { transaction, settings } = this.#dialogue;
    if (transaction !== undefined && current.refusal === undefined) {
      transaction.chunkBytes += end - offset;
      transaction.chunks ??= [];
      if (transaction.chunkBytes > settings.sizeLimitBytes) {
        transaction.chunks.length = 0;
      } else {
        transaction.chunks.push(chunk.subarray(offset, end));
      }
    }
    if (current.remaining === 0) {
      this.#finishChunk(current);
    }
    return end;
  }

  #finishChunk(chunk: Chunk): void {
    const { record, transaction } = this.#dialogue;
    this.#chunk = undefined;
    this.#dialogue.mode = "command";
    record.note("client", `[${chunk.sizeBytes} bytes of data]`);
    if (chunk.refusal !== undefined) {
      this.#conclude({ stage: "data", reply: chunk.refusal });
    } else if (chunk.isLast) {
      const pieces = transaction?.chunks ?? [];
      const sizeBytes = transaction?.chunkBytes ?? 0;
      const overflowed = sizeBytes > this.#dialogue.settings.sizeLimitBytes;
      const content = { transfer: "BDAT" as const, pieces, sizeBytes, overflowed };
      this.#conclude(answerContent(this.#dialogue, content));
    } else {
      const text = `${chunk.sizeBytes} bytes received`;
      this.#conclude({ stage: "data", reply: { code: 250, status: "2.0.0", text } });
    }
  }

  #heard(line: string): void {
    this.#command = line;
    this.#dialogue.record.note("client", line);
  }

  /** Makes an answer true and says it. */
  #conclude(answer: Answer): void {
    answer.commit?.();
    if (answer.message !== undefined) {
      this.#effects.push({ kind: "store", message: answer.message });
    }
    this.#say(answer);
    if (answer.message !== undefined) {
      this.#dialogue.record.messageCount++;
      this.#flush();
      this.#effects.push({ kind: "publish", message: answer.message });
    }
    if (this.#dialogue.mode === "handshake") {
      this.#flush();
      this.#lines.clear();
      this.#effects.push({ kind: "start-tls" });
    } else if (this.#dialogue.mode === "over") {
      this.#flush();
      this.#effects.push({ kind: "close" });
    }
  }

  #say(answer: Answer): void {
    const { record, settings } = this.#dialogue;
    const text = formatReply(answer.reply, !settings.hide.has("ENHANCEDSTATUSCODES"));
    this.#out += text;
    for (const line of text.slice(0, -2).split("\r\n")) {
      record.note("server", line);
    }
    if (!isPositive(answer.reply)) {
      const reason = answer.reason ?? [answer.reply.text].flat().join(" ");
      const command = this.#command === "" ? null : this.#command;
      record.fail(answer.stage, reason, command, replyLine(answer.reply));
    }
  }

  #flush(): void {
    if (this.#out !== "") {
      this.#effects.push({ kind: "write", data: this.#out });
      this.#out = "";
    }
  }

  #takeEffects(): readonly SmtpEffect[] {
    this.#flush();
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }
}

/** The initial response of AUTH is a secret. */
function maskSecret(line: string): string {
  return /^AUTH /i.test(line) ? line.replace(/^(AUTH +\S+) .*$/i, "$1 [secret]") : line;
}
