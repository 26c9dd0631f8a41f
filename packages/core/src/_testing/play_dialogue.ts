import type { ConnectionPlan } from "../connection_plan.ts";
import type { EmailAddress } from "../email_address.ts";
import { tryParseEmailAddress } from "../email_address.ts";
import type { PathHistory, PathSighting } from "../ratchet.ts";
import { Secret } from "../secret.ts";
import type { SessionEffect, SessionOutcome, TransactionOutcome } from "../session_effect.ts";
import type { SessionObservation, SubmissionTransaction } from "../session_observation.ts";
import { QUEUE_TIMEOUTS } from "../session_timeouts.ts";
import { SubmissionSession } from "../submission_session.ts";
import type { SessionGoal } from "../submission_session_options.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";
import { nodeSaslCrypto } from "./node_sasl_crypto.ts";

/** An address out of text that is one. */
export function address(text: string): EmailAddress {
  const parsed = tryParseEmailAddress(text, (name) => name);
  if (parsed === undefined) throw new Error(`Cannot use "${text}" in a test: it is no address`);
  return parsed;
}

export const PLAN: ConnectionPlan = {
  mode: "plain",
  host: { kind: "name", text: "mx.example", isLoopback: false },
  port: 25,
  from: address("unit@example.com"),
  username: undefined,
  tokenFile: undefined,
  login: "required",
  passwordInClearDangerous: false,
  skipVerificationDangerous: false,
  downgradeDangerous: false,
  chunking: true,
  pins: [],
  heloName: "unit.example",
  caFile: undefined,
};

export const SECRET_TEXT = 'pen cil+\u00e9"%';

export const TRANSACTION: SubmissionTransaction = {
  sender: address("unit@example.com"),
  recipients: [address("a@example.net")],
  content: { sizeBytes: 100, eightBit: false },
};

/** A dialogue to play; `lines` are what happens to the session and what it has to do. */
export interface DialogueScript {
  readonly plan?: Partial<ConnectionPlan>;
  readonly secret?: string | undefined;
  readonly until?: SessionGoal;
  readonly transactions?: readonly SubmissionTransaction[];
  readonly remoteAddress?: string;
  readonly history?: PathHistory;
  /** Whether the next transaction goes along with the lone dot where it may. */
  readonly grouped?: boolean;
  /** The chunks that the content is cut into. @default {[100]} */
  readonly chunks?: readonly number[];
  /**
   * `S: text` the server says; `TLS ok`, `TLS cert CODE`, `TLS failed CODE`, `TLS key PIN [CODE]`
   * the handshake ends so;
   * `closed`, `timedOut`, `connectFailed CODE`. All other lines are what the session does.
   */
  readonly lines: readonly string[];
}

/** What playing gave. */
export interface DialogueResult {
  readonly actions: readonly string[];
  readonly outcomes: readonly TransactionOutcome[];
  readonly finished: SessionOutcome | undefined;
  readonly transcript: readonly string[];
  readonly written: string;
  readonly sighting: PathSighting;
  /** The transcript of each transaction. */
  readonly dialogues: readonly (readonly string[])[];
  /** Transactions that were never begun. */
  readonly left: number;
}

const EVENT_REGEXP = /^(?:S: |TLS |closed|timedOut|connectFailed )/;

/** The lines of a script that the session has to do. */
export function actionsOf(script: DialogueScript): string[] {
  return script.lines.filter((line) => !EVENT_REGEXP.test(line));
}

/** Consecutive server lines arrive as one piece of bytes. */
export function eventsOf(script: DialogueScript): SessionObservation[] {
  const events: SessionObservation[] = [];
  let text = "";
  for (const line of [...script.lines, "end"]) {
    if (line.startsWith("S: ")) {
      text += `${line.slice(3)}\r\n`;
      continue;
    }
    if (text !== "") events.push({ kind: "bytes", bytes: encodeUtf8(text) });
    text = "";
    const event = eventOf(line);
    if (event !== undefined) events.push(event);
  }
  return events;
}

function eventOf(line: string): SessionObservation | undefined {
  const [word = "", how = "", code = "", keyCode] = line.split(" ");
  const failure = { code: code || how, message: "said the platform" };
  if (word === "closed") return { kind: "closed", failure: undefined };
  if (word === "timedOut") return { kind: "timedOut" };
  if (word === "connectFailed") return { kind: "connectFailed", failure };
  if (word !== "TLS") return undefined;
  if (how === "failed") return { kind: "tlsFailed", failure };
  const isBad = how === "cert" || keyCode !== undefined;
  const certificateFailure = isBad ? { ...failure, code: keyCode ?? code } : undefined;
  const spkiPin = how === "key" ? code : undefined;
  const tls = {
    protocol: "TLSv1.3",
    cipher: "TLS_AES_256_GCM_SHA384",
    spkiPin,
    ...(how === "ok" && code !== "" ? { authority: code } : {}),
    certificateFailure,
  };
  return { kind: "tlsEstablished", tls };
}

/** Plays a script; `events` may be split finer than the script has them. */
export function playDialogue(
  script: DialogueScript,
  events: readonly SessionObservation[] = eventsOf(script),
): DialogueResult {
  const player = new Player(script);
  player.see({
    kind: "connected",
    localAddress: "192.0.2.7",
    remoteAddress: script.remoteAddress ?? "198.51.100.1",
  });
  for (const event of events) player.see(event);
  return player.result();
}

/** One `kind CODE rule` per recipient of each transaction, or what broke the session off. */
export function endsOf(result: DialogueResult): string[] {
  const recipients = result.outcomes.flatMap((outcome) => outcome.recipients);
  const verdicts = recipients.map(({ verdict }) => verdict);
  if (verdicts.length === 0 && result.finished?.failure) verdicts.push(result.finished.failure);
  return verdicts.map(({ kind, code, rule }) => `${kind} ${code} ${rule}`);
}

/** The events with each piece of bytes cut in two, at every place. */
export function everySplit(events: readonly SessionObservation[]): SessionObservation[][] {
  return events.flatMap((event, index) => {
    if (event.kind !== "bytes") return [];
    return Array.from({ length: event.bytes.length - 1 }, (_, at) => [
      ...events.slice(0, index),
      { kind: "bytes" as const, bytes: event.bytes.subarray(0, at + 1) },
      { kind: "bytes" as const, bytes: event.bytes.subarray(at + 1) },
      ...events.slice(index + 1),
    ]);
  });
}

/** The events with one octet at a time. */
export function byteByByte(events: readonly SessionObservation[]): SessionObservation[] {
  return events.flatMap((event): SessionObservation[] =>
    event.kind === "bytes"
      ? [...event.bytes].map((byte) => ({ kind: "bytes" as const, bytes: Uint8Array.of(byte) }))
      : [event],
  );
}

class Player {
  readonly #session: SubmissionSession;
  readonly #transactions: SubmissionTransaction[];
  readonly #actions: string[] = [];
  readonly #later: SessionObservation[] = [];
  readonly #outcomes: TransactionOutcome[] = [];
  #finished: SessionOutcome | undefined;
  #written = "";
  #handshakeAsked = false;
  readonly #chunks: readonly number[];
  readonly #grouped: boolean;
  readonly #ends: number[] = [];
  #taken = 0;
  #chunkAt = 0;

  constructor(script: DialogueScript) {
    const secret = "secret" in script ? script.secret : SECRET_TEXT;
    this.#session = new SubmissionSession({
      plan: { ...PLAN, ...script.plan },
      secret: secret === undefined ? undefined : new Secret(secret),
      crypto: nodeSaslCrypto("clientnonce"),
      timeouts: QUEUE_TIMEOUTS,
      history: script.history,
      ...(script.until === undefined ? {} : { until: script.until }),
    });
    this.#chunks = script.chunks ?? [100];
    this.#transactions = [...(script.transactions ?? [TRANSACTION])];
    this.#grouped = script.grouped === true;
  }

  see(observation: SessionObservation): void {
    // A driver reports a handshake only where it began one.
    if (observation.kind === "tlsEstablished" && !this.#handshakeAsked) return;
    if (observation.kind === "tlsEstablished") this.#handshakeAsked = false;
    for (const effect of this.#session.observe(observation).effects) this.#perform(effect);
    for (let next = this.#later.shift(); next !== undefined; next = this.#later.shift()) {
      for (const effect of this.#session.observe(next).effects) this.#perform(effect);
    }
  }

  result(): DialogueResult {
    const lines = this.#session.transcript.map(({ from, text }) => `${from} ${text}`);
    return {
      dialogues: this.#ends.map((end, at) => lines.slice(this.#ends[at - 1] ?? 0, end)),
      left: this.#taken - this.#outcomes.length,
      actions: this.#actions,
      outcomes: this.#outcomes,
      finished: this.#finished,
      transcript: lines,
      written: this.#written,
      sighting: this.#session.sighting,
    };
  }

  #perform(effect: SessionEffect): void {
    if (effect.kind === "write") this.#write(decodeUtf8(effect.bytes));
    else if (effect.kind === "transactionDone") this.#end(effect);
    else if (effect.kind === "finished") this.#finished = effect.outcome;
    else if (effect.kind === "ready") this.#next();
    else if (effect.kind !== "prepareChunk") this.#actions.push(effect.kind);
    if (effect.kind === "startTls") this.#handshakeAsked = true;
    if (effect.kind === "close") this.#handshakeAsked = false;
    if (effect.kind === "sendContent") this.see({ kind: "contentSent", next: this.#follower() });
    if (effect.kind === "transactionDone") this.#chunkAt = 0;
    if (effect.kind === "prepareChunk" || effect.kind === "sendChunk") this.#work(effect.kind);
  }

  /** What a driver does at its own pace comes when the step is done, behind what has been seen. */
  #work(kind: "prepareChunk" | "sendChunk"): void {
    if (kind === "sendChunk") return void this.#later.push({ kind: "chunkSent" });
    const sizeBytes = this.#chunks[this.#chunkAt] ?? 0;
    const isLast = this.#chunkAt >= this.#chunks.length - 1;
    this.#later.push({ kind: "chunkPrepared", chunk: { sizeBytes, isLast } });
    this.#chunkAt += 1;
  }

  #end({ outcome, lines }: Extract<SessionEffect, { kind: "transactionDone" }>): void {
    this.#outcomes.push(outcome);
    this.#ends.push(lines);
  }

  #follower(): SubmissionTransaction | undefined {
    return this.#grouped && this.#session.takesNext ? this.#take() : undefined;
  }

  #take(): SubmissionTransaction | undefined {
    const transaction = this.#transactions.shift();
    if (transaction !== undefined) this.#taken += 1;
    return transaction;
  }

  #write(text: string): void {
    this.#written += text;
    const lines = text.split("\r\n");
    lines.pop();
    this.#actions.push(...lines.map((line) => `C: ${line}`));
  }

  #next(): void {
    const transaction = this.#take();
    this.see(transaction === undefined ? { kind: "quit" } : { kind: "submit", transaction });
  }
}
