import type { Capabilities } from "./capabilities.ts";
import type { Protection, RecipientOutcome, Verdict } from "./submission_outcome.ts";

/** How one transaction ended: exactly one outcome for each of its recipients, in their order. */
export interface TransactionOutcome {
  readonly recipients: readonly RecipientOutcome[];
  readonly protection: Protection;
}

/** How the whole session ended. */
export interface SessionOutcome {
  /** What broke the session off; `undefined` when it ended with QUIT. */
  readonly failure: Verdict | undefined;
  readonly protection: Protection;
  readonly capabilities: Capabilities;
}

/** What the driver of a session has to do, in the order given, each done before the next. */
export type SessionEffect =
  | { readonly kind: "write"; readonly bytes: Uint8Array }
  /** Begin the TLS handshake on this connection; answer `tlsEstablished` or `tlsFailed`. */
  | { readonly kind: "startTls" }
  /** Send the content through a `DotStuffer`, `finish()` included; answer `contentSent`. */
  | { readonly kind: "sendContent" }
  /**
   * Hold the next chunk ready, cut by `ContentChunks`; put `chunkPrepared` behind what has been seen
   * meanwhile.
   */
  | { readonly kind: "prepareChunk" }
  /** Send the chunk that is held; put `chunkSent` behind what has been seen meanwhile. */
  | { readonly kind: "sendChunk" }
  /** Make "these may already have it" durable: the end of the content goes out with the next write. */
  | { readonly kind: "markUncertain"; readonly recipients: readonly string[] }
  /** Nothing is under way: `submit` or `quit` may follow. */
  | { readonly kind: "ready" }
  /** A transaction is over; `lines` are those of the transcript so far. */
  | {
      readonly kind: "transactionDone";
      readonly outcome: TransactionOutcome;
      readonly lines: number;
      /** Whether the one that came along with `contentSent` is under way now. */
      readonly isFollowed: boolean;
    }
  | { readonly kind: "close" }
  /** The last effect of a session. */
  | { readonly kind: "finished"; readonly outcome: SessionOutcome };

/** When the session wants to hear `timedOut` if nothing else happens. */
export type SessionAlarm =
  | { readonly kind: "set"; readonly inMs: number }
  /** The running alarm goes on: what came was not what is being waited for. */
  | { readonly kind: "keep" }
  | { readonly kind: "off" };

/** What a session answers to an observation. */
export interface SessionStep {
  readonly effects: readonly SessionEffect[];
  readonly alarm: SessionAlarm;
}
