import type { ProtocolWarning } from "../engine/protocol_warning.ts";
import type { SessionStage } from "../engine/session_stage.ts";
import type { TranscriptEntry } from "../engine/transcript.ts";
import type { FaultFiring } from "../faults/fault_rule.ts";

/** How a channel was protected. */
export interface TlsFacts {
  /** `TLSv1.3`, `TLSv1.2`, ... */
  readonly protocol: string;
  /** The cipher suite's standard name. */
  readonly cipher: string;
  /** The name that the client asked for (SNI), `null` if it named none. */
  readonly servername: string | null;
  /** The subject of the certificate that the client presented, `null` if none. */
  readonly clientCertificate: string | null;
}

/** Who logged in, and how. */
export interface AuthFacts {
  readonly mechanism: string;
  readonly identity: string;
}

/** A refusal, an alert or a break that a session met. */
export interface SessionFailure {
  readonly stage: SessionStage;
  /** The client's line, secrets masked; `null` if it was not a line that failed. */
  readonly command: string | null;
  /** The server's reply as one line; `null` if there was none. */
  readonly reply: string | null;
  /** What was wrong, in words. */
  readonly reason: string;
  /** Milliseconds since the connection was accepted. */
  readonly atMs: number;
}

/** How a session ended. */
export type SessionEnd =
  /** QUIT and its 221. */
  | "quit"
  /** The client closed without QUIT. */
  | "client-closed"
  /** The connection broke: a reset, a failed handshake. */
  | "broken"
  /** The server ended it: a fault, a limit, or the end of the server itself. */
  | "server-closed";

/** One connection and what became of it. */
export interface CapturedSession {
  /** Counts from 1 in the order of acceptance. */
  readonly number: number;
  /** The name of the listener that accepted it. */
  readonly listener: string;
  /** `address:port` of the client. */
  readonly client: string;
  readonly openedAt: Date;
  /** `null` while it is open. */
  readonly end: SessionEnd | null;
  /** What the client called itself; `null` before it greeted. */
  readonly hello: { readonly verb: "EHLO" | "HELO" | "LHLO"; readonly name: string } | null;
  readonly tls: TlsFacts | null;
  readonly auth: AuthFacts | null;
  /** How many messages were accepted. */
  readonly messageCount: number;
  readonly failures: readonly SessionFailure[];
  readonly warnings: readonly ProtocolWarning[];
  /** The faults that struck it. */
  readonly firings: readonly FaultFiring[];
  /** What was said, in order. Of a very long session the middle is forgotten. */
  readonly transcript: readonly TranscriptEntry[];
}
