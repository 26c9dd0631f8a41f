import type { CapturedSession } from "../capture/captured_session.ts";
import type { TranscriptEntry } from "../engine/transcript.ts";

/**
 * When a session came to each of its phases, in milliseconds since the connection was accepted;
 * `null` for those that it did not come to.
 */
export interface SessionPhases {
  /** The server's first words. */
  readonly bannerMs: number | null;
  /** The client's first EHLO, HELO or LHLO. */
  readonly helloMs: number | null;
  /** The end of the TLS handshake. */
  readonly tlsMs: number | null;
  /** The 235 of AUTH. */
  readonly authMs: number | null;
  /** The first MAIL. */
  readonly mailMs: number | null;
  /** The connection's end. */
  readonly endMs: number | null;
}

/** Reads from a transcript when each phase began. */
export function sessionPhases(session: CapturedSession): SessionPhases {
  const { transcript } = session;
  return {
    bannerMs: firstMs(transcript, "server", /^/),
    helloMs: firstMs(transcript, "client", /^(?:EHLO|HELO|LHLO)\b/i),
    tlsMs: firstMs(transcript, "event", /^TLS established/),
    authMs: session.auth === null ? null : firstMs(transcript, "server", /^235\b/),
    mailMs: firstMs(transcript, "client", /^MAIL\b/i),
    endMs: firstMs(transcript, "event", /^closed \(/),
  };
}

function firstMs(
  transcript: readonly TranscriptEntry[],
  by: TranscriptEntry["by"],
  pattern: RegExp,
): number | null {
  return transcript.find((entry) => entry.by === by && pattern.test(entry.text))?.atMs ?? null;
}
