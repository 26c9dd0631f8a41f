import type { SmtpExtension } from "../engine/extension.ts";
import type { SessionStage } from "../engine/session_stage.ts";

/** Text with `*` for any run of characters, case ignored; or a pattern. */
export type FaultText = string | RegExp;

/** What occurrences are counted by: each value has a count of its own. */
export type FaultKey =
  | "server"
  | "session"
  | "client"
  | "sender"
  | "recipient"
  | "triplet"
  | "user";

/** When a fault strikes. Everything that is given must hold. */
export interface FaultCondition {
  readonly stage: SessionStage;
  /** At `rcpt` the recipient, later any accepted recipient. */
  readonly to?: FaultText;
  readonly from?: FaultText;
  /** The identity that has logged in. */
  readonly user?: FaultText;
  /** What the client called itself. */
  readonly helloName?: FaultText;
  /** The listener's name. */
  readonly listener?: string;
  /** The mechanism, at `auth`. */
  readonly mechanism?: string;
  /** At `auth`: 1 is the reply to AUTH itself, 2 the reply to the client's next line, ... */
  readonly step?: number;
  /** At `content`: how many bytes are let through. @default {0} */
  readonly afterBytes?: number;
  /** Lets the first occurrences pass. @default {0} */
  readonly skip?: number;
  /** Strikes only so often, then never again: "the first n fail, then accept". */
  readonly times?: number;
  /** Strikes only while the first occurrence is not that old: greylisting by time. */
  readonly forMs?: number;
  /** Counts anew when the first counted occurrence is that old: rate limits. */
  readonly windowMs?: number;
  /** What occurrences are counted by. @default {"server"} */
  readonly per?: FaultKey;
  /** Strikes with this chance, between 0 and 1, drawn from the server's `seed`. @default {1} */
  readonly probability?: number;
}

/** What a fault does. Things happen in the order of these fields. */
export interface FaultAct {
  /** From now on reads the client's bytes at this pace. */
  readonly throttleBytesPerSecond?: number;
  /** Waits. */
  readonly delayMs?: number;
  /** Says nothing more and leaves the connection open. */
  readonly hang?: boolean;
  /** At `ehlo`: extensions that are left out. */
  readonly hide?: readonly SmtpExtension[];
  /** At `ehlo`: lines that are added, for instance a broken `SIZE many`. */
  readonly announce?: readonly string[];
  /** Says this instead: code and text; several lines with `\n` between. `null` says nothing. */
  readonly reply?: string | null;
  /** Says exactly these bytes instead, whatever they are; a string is taken for Latin-1. */
  readonly bytes?: string | Uint8Array;
  /** Sends what it says in pieces of so many bytes ... */
  readonly pieceBytes?: number;
  /** ... with this pause between them. @default {5} */
  readonly pauseMs?: number;
  /**
   * Whether the command takes effect all the same: the message is stored, TLS begins.
   *
   * @default as the reply says: a positive one yes, a refusal no, silence and `bytes` no
   */
  readonly takeEffect?: boolean;
  /** Closes the connection at the end: orderly, or with a reset. */
  readonly drop?: "fin" | "rst";
}

/** One fault: when, and what. */
export interface FaultRule {
  /** What evidence calls it. @default the stage */
  readonly name?: string;
  readonly when: FaultCondition;
  readonly act: FaultAct;
}

/** A point of a session as conditions see it. */
export interface FaultPoint {
  readonly stage: SessionStage;
  readonly session: number;
  readonly listener: string;
  /** The client's address without its port. */
  readonly client: string;
  readonly helloName: string | null;
  readonly user: string | null;
  readonly from: string | null;
  readonly recipients: readonly string[];
  readonly mechanism: string | null;
  readonly step: number;
  readonly nowMs: number;
}

/** A fault that struck. */
export interface FaultFiring {
  /** The rule's name. */
  readonly rule: string;
  readonly stage: SessionStage;
  readonly act: FaultAct;
  /** Milliseconds since the connection was accepted. */
  readonly atMs: number;
}
