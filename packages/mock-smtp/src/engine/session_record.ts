import type {
  AuthFacts,
  CapturedSession,
  SessionEnd,
  SessionFailure,
  TlsFacts,
} from "../capture/captured_session.ts";
import type { FaultAct, FaultFiring } from "../faults/fault_rule.ts";
import { noteWarning, type ProtocolWarning, type WarningCode } from "./protocol_warning.ts";
import type { SessionStage } from "./session_stage.ts";
import { Transcript, type TranscriptEntry } from "./transcript.ts";

const NOTE_LIMIT = 100;

/** Where a session comes from. */
export interface SessionOrigin {
  readonly number: number;
  readonly listener: string;
  readonly client: string;
}

/** A session's evidence while it is being gathered. */
export class SessionRecord implements CapturedSession {
  readonly number: number;
  readonly listener: string;
  /** Replaced by what a PROXY header says. */
  client: string;
  readonly openedAt: Date = new Date();
  end: SessionEnd | null = null;
  /** How it is about to end, before it has. */
  ending: SessionEnd | null = null;
  hello: { readonly verb: "EHLO" | "HELO" | "LHLO"; readonly name: string } | null = null;
  tls: TlsFacts | null = null;
  auth: AuthFacts | null = null;
  messageCount = 0;
  /** Whether the client said anything inside TLS. */
  spokeInTls = false;
  readonly failures: SessionFailure[] = [];
  readonly warnings: ProtocolWarning[] = [];
  readonly firings: FaultFiring[] = [];
  readonly log: Transcript = new Transcript();
  readonly #now: () => number;
  readonly #openedAtMs: number;
  #tickMs: number;

  /** @param now A clock in milliseconds that never goes back. */
  constructor(origin: SessionOrigin, now: () => number) {
    this.number = origin.number;
    this.listener = origin.listener;
    this.client = origin.client;
    this.#now = now;
    this.#openedAtMs = now();
    this.#tickMs = this.#openedAtMs;
  }

  get transcript(): readonly TranscriptEntry[] {
    return this.log.entries();
  }

  /** Reads the clock: everything until the next reading happens at that time. */
  tick(): void {
    this.#tickMs = this.#now();
  }

  /** The clock's time. */
  nowMs(): number {
    return this.#tickMs;
  }

  /** Milliseconds since the connection was accepted. */
  elapsedMs(): number {
    return this.#tickMs - this.#openedAtMs;
  }

  /** Notes a line or an event. */
  note(by: TranscriptEntry["by"], text: string): void {
    this.log.add(this.elapsedMs(), by, text);
  }

  /** Notes a failure; a session that fails without end keeps the first ones. */
  fail(stage: SessionStage, reason: string, command: string | null, reply: string | null): void {
    if (this.failures.length < NOTE_LIMIT) {
      this.failures.push({ stage, command, reply, reason, atMs: this.elapsedMs() });
    }
  }

  /** Notes a fault that struck. */
  fire(firing: FaultFiring): void {
    this.note("event", `fault "${firing.rule}" at ${firing.stage}: ${describeAct(firing.act)}`);
    if (this.firings.length < NOTE_LIMIT) {
      this.firings.push(firing);
    }
  }

  /** Notes a warning, once per sentence. */
  warn(code: WarningCode, message: string): void {
    noteWarning(this.warnings, { code, message });
  }
}

function describeAct(act: FaultAct): string {
  return Object.entries(act)
    .map(
      ([name, value]) =>
        `${name} ${value instanceof Uint8Array ? `[${value.length} bytes]` : JSON.stringify(value)}`,
    )
    .join(", ");
}
