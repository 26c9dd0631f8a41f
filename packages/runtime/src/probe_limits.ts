/** How long each part of a probe may take, in milliseconds. */
export interface ProbeLimits {
  readonly dnsMs: number;
  readonly connectMs: number;
  readonly tlsMs: number;
  readonly greetingMs: number;
  /** Each answer after the greeting. */
  readonly replyMs: number;
  readonly clockMs: number;
}

/** The limits of a check, during which a person waits. */
export const PROBE_LIMITS: ProbeLimits = {
  dnsMs: 10_000,
  connectMs: 10_000,
  tlsMs: 10_000,
  greetingMs: 15_000,
  replyMs: 15_000,
  clockMs: 5_000,
};
