import { tryDecodeBase64 } from "./base64.ts";
import { type ReplyFault, ReplyParser } from "./reply_parser.ts";
import type { SecretMask } from "./secret_mask.ts";
import type { SessionAlarm, SessionEffect, SessionStep } from "./session_effect.ts";
import type { SessionTimeouts } from "./session_timeouts.ts";
import type { SmtpReply } from "./smtp_reply.ts";
import type { SubmissionStage } from "./submission_stage.ts";
import type { TranscriptLine } from "./transcript.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** Takes the reply to one command; the reply is unmasked and must not be kept. */
export type ReplyHandler = (reply: SmtpReply) => void;

interface Expectation {
  readonly stage: SubmissionStage;
  readonly onReply: ReplyHandler;
}

/** A reply with what it answers; without an expectation nobody asked for it. */
export interface DispatchedReply {
  readonly reply: SmtpReply;
  readonly isLast: boolean;
}

/** Why what a server sent is no reply, with the start of it, safe to print. */
export interface StreamFault {
  readonly code: ReplyFault["code"];
  readonly excerpt: string;
}

const EXCERPT_LENGTH = 80;
const CHALLENGE_MASK = "****";
const PROMPT_REGEXP = /^[\p{L} ]{0,30}:?\0?$/u;
const PROOF_REGEXP = /^[A-Za-z0-9+/]{16,}={0,2}$/;
const LINE_END_REGEXP = /[\r\n\0]/;

/**
 * The two directions of a session: commands out, expected replies in, effects and the transcript
 * collected. It decides nothing.
 */
export class SessionWire {
  readonly transcript: TranscriptLine[] = [];
  readonly #timeouts: SessionTimeouts;
  readonly #mask: SecretMask;
  readonly #parser: ReplyParser = new ReplyParser();
  #effects: SessionEffect[] = [];
  #expected: Expectation[] = [];
  #waitingFor: SubmissionStage | undefined;
  #alarmChanged = false;
  #held: TranscriptLine[] | undefined;

  constructor(timeouts: SessionTimeouts, mask: SecretMask) {
    this.#timeouts = timeouts;
    this.#mask = mask;
  }

  /** What is being waited for: the stage of the next expected reply, or of the driver's work. */
  get stage(): SubmissionStage | undefined {
    return this.#expected[0]?.stage ?? this.#waitingFor;
  }

  get expectsReply(): boolean {
    return this.#expected.length > 0;
  }

  /** Whether bytes stand there that no whole reply has used up. */
  get hasLeftover(): boolean {
    return this.#parser.hasPartial;
  }

  /** Sends a command line and expects its reply; `shown` is what the transcript may know. */
  command(line: string, stage: SubmissionStage, onReply: ReplyHandler, shown: string = line): void {
    if (LINE_END_REGEXP.test(line)) {
      throw new TypeError(`Cannot send a command at stage ${stage}: it holds a line end or NUL`);
    }
    this.record("client", shown);
    this.write(encodeUtf8(`${line}\r\n`));
    this.expect(stage, onReply);
  }

  /** Sends QUIT without waiting for an answer: the session is over either way. */
  sayGoodbye(): void {
    this.record("client", "QUIT");
    this.write(encodeUtf8("QUIT\r\n"));
  }

  expect(stage: SubmissionStage, onReply: ReplyHandler): void {
    if (this.#expected.length === 0) this.#alarmChanged = true;
    this.#expected.push({ stage, onReply });
    this.#waitingFor = undefined;
  }

  /** Forgets what was expected: the next thing comes from the driver, or never. */
  waitFor(stage: SubmissionStage | undefined): void {
    this.#expected = [];
    this.#waitingFor = stage;
    this.#alarmChanged = true;
  }

  /** What is expected belongs to this stage from here on. */
  promote(stage: SubmissionStage): void {
    this.#expected = this.#expected.map((expectation) => ({ ...expectation, stage }));
    this.restartAlarm();
  }

  /** The wait for what is expected begins anew. */
  restartAlarm(): void {
    this.#alarmChanged = true;
  }

  write(bytes: Uint8Array): void {
    this.effect({ kind: "write", bytes });
  }

  effect(effect: SessionEffect): void {
    this.#effects.push(effect);
  }

  record(from: TranscriptLine["from"], text: string): void {
    const lines = from === "client" ? (this.#held ?? this.transcript) : this.transcript;
    lines.push({ from, text: this.#mask.clean(text) });
  }

  /** Keeps what is sent from here on out of the transcript: what it belongs to has not begun. */
  hold(): void {
    this.#held = [];
  }

  /** Writes down what was kept out. */
  release(): void {
    this.transcript.push(...(this.#held ?? []));
    this.#held = undefined;
  }

  /** Reads replies; `take` sees each, with the fault last, if there is one. */
  receive(bytes: Uint8Array, take: (reply: DispatchedReply) => void): StreamFault | undefined {
    const { replies, fault } = this.#parser.push(bytes);
    replies.forEach((reply, index) => {
      this.#recordReply(reply);
      take({ reply, isLast: index === replies.length - 1 && fault === undefined });
    });
    if (fault === undefined) return undefined;
    // Masked before it is cut: half a secret is one too.
    const excerpt = printable(this.#mask.clean(fault.line)).slice(0, EXCERPT_LENGTH);
    this.record("server", excerpt);
    return { code: fault.code, excerpt };
  }

  /** Takes the handler that waits for the next reply. */
  shift(): ReplyHandler | undefined {
    this.#alarmChanged = true;
    return this.#expected.shift()?.onReply;
  }

  /** The reply as others may see it. */
  masked(reply: SmtpReply): SmtpReply {
    return { ...reply, lines: this.#mask.cleanLines(reply.lines) };
  }

  /** Hands out what has collected since the last step. */
  take(): SessionStep {
    const effects = mergeWrites(this.#effects);
    this.#effects = [];
    const alarm = this.#alarm();
    this.#alarmChanged = false;
    return { effects, alarm };
  }

  #alarm(): SessionAlarm {
    const stage = this.stage;
    if (!this.#alarmChanged) return { kind: "keep" };
    return stage === undefined ? { kind: "off" } : { kind: "set", inMs: this.#timeouts[stage] };
  }

  #recordReply(reply: SmtpReply): void {
    this.#mask.cleanLines(reply.lines).forEach((line, index) => {
      const mark = index === reply.lines.length - 1 ? " " : "-";
      const shown = this.stage === "auth" ? withoutChallenge(reply.code, line) : line;
      this.record("server", `${reply.code}${mark}${printable(shown)}`.trimEnd());
    });
  }
}

/**
 * What a server says while it logs somebody in: a challenge, or its own proof. With the user name they
 * are enough to guess a secret at leisure, so a transcript that is passed on must not hold them.
 */
function withoutChallenge(code: number, text: string): string {
  if (code === 334) return isPrompt(text) ? text : CHALLENGE_MASK;
  return code === 235 && PROOF_REGEXP.test(text.trim()) ? CHALLENGE_MASK : text;
}

/** The prompts of LOGIN are words and nothing to guess from; their spelling explains some refusals. */
function isPrompt(text: string): boolean {
  const bytes = tryDecodeBase64(text.trim());
  return bytes === undefined ? text.trim() === "" : PROMPT_REGEXP.test(decodeUtf8(bytes));
}

function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "?");
}

/** Joins neighbouring writes: one pipelined group leaves in one piece. */
function mergeWrites(effects: readonly SessionEffect[]): SessionEffect[] {
  const merged: SessionEffect[] = [];
  let pieces: Uint8Array[] = [];
  const flush = () => {
    if (pieces.length > 0) merged.push({ kind: "write", bytes: joined(pieces) });
    pieces = [];
  };
  for (const effect of effects) {
    if (effect.kind === "write") pieces.push(effect.bytes);
    else {
      flush();
      merged.push(effect);
    }
  }
  flush();
  return merged;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
