import type { TransportFailure } from "@fieldpost/core";
import { errorCodeOf } from "./runtime_failure.ts";

/** Where a probe of a port can stop. */
export type ProbeStage = "connect" | "tls" | "greeting" | "ehlo" | "starttls";

/** The code of a probe that its owner has interrupted. */
export const INTERRUPTED_CODE = "ABORT_ERR";

/** Why a probe went no further; `code` is Node's where Node said it. */
export class ProbeStop extends Error {
  readonly code: string;

  constructor({ code, message }: TransportFailure) {
    super(message);
    this.name = "ProbeStop";
    this.code = code;
  }
}

/** How long something may take, and who may end it before. */
export interface ProbeLimit {
  readonly limitMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Waits for work that has no limit of its own.
 *
 * *Diagnostics*: throws `ProbeStop` with `ETIMEDOUT` or `ABORT_ERR`; what the work holds open is its
 * owner's to close.
 */
export async function within<T>(work: Promise<T>, { limitMs, signal }: ProbeLimit): Promise<T> {
  let release = () => {};
  const stopped = new Promise<never>((_, reject) => {
    const late = { code: "ETIMEDOUT", message: `no answer within ${limitMs / 1000} s` };
    const timer = setTimeout(() => reject(new ProbeStop(late)), limitMs);
    const onAbort = () => reject(new ProbeStop({ code: INTERRUPTED_CODE, message: "interrupted" }));
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted === true) onAbort();
    release = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    release();
  }
}

/** Puts any error of the platform into the words of a failure. */
export function failureOf(error: unknown): TransportFailure {
  const code = errorCodeOf(error) || "UNKNOWN";
  return { code, message: error instanceof Error ? error.message : String(error) };
}
