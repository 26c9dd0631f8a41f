/**
 * The best that a host and port have shown so far; what a later session does worse is a downgrade.
 */
export interface PathHistory {
  /** It has offered STARTTLS. */
  readonly startTls: boolean;
  /** It has proved its name, by an authority or a pin. */
  readonly verified: boolean;
  /** It has offered CHUNKING and refused a BDAT. */
  readonly refusesChunks?: true;
  /** It has broken off, or refused to go on, where an envelope came along with the lone dot before it. */
  readonly refusesGroups?: true;
}

/** What one session has shown. */
export type PathSighting = PathHistory;

/**
 * Adds what a session has shown to what is known: the ratchet only turns forwards.
 *
 * @example
 * ```ts
 * import { ratchet } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const known = ratchet(undefined, { startTls: true, verified: false });
 * assert.deepEqual(ratchet(known, { startTls: false, verified: false }), known);
 * ```
 */
export function ratchet(known: PathHistory | undefined, seen: PathSighting): PathHistory {
  return {
    startTls: known?.startTls === true || seen.startTls,
    verified: known?.verified === true || seen.verified,
    ...(known?.refusesChunks === true || seen.refusesChunks === true
      ? { refusesChunks: true }
      : {}),
    ...(known?.refusesGroups === true || seen.refusesGroups === true
      ? { refusesGroups: true }
      : {}),
  };
}
