import type { CompleteTransaction } from "./mail_transaction.ts";

/** What a host has to do, in order. */
export type SmtpEffect =
  | {
      readonly kind: "write";
      /** A string holds ASCII only. */
      readonly data: string | Buffer;
    }
  /** Begins TLS as the server, after everything written so far. */
  | {
      readonly kind: "start-tls";
      /** Bytes that came with a PROXY header and are TLS already. */
      readonly early?: Buffer;
    }
  /** Keeps a message, which nobody may see yet. */
  | { readonly kind: "store"; readonly message: CompleteTransaction }
  /** Shows a stored message, once everything written so far has been handed to the system. */
  | { readonly kind: "publish"; readonly message: CompleteTransaction }
  /** Calls `wake` after so many milliseconds, and hands in no bytes until then. */
  | { readonly kind: "sleep"; readonly ms: number }
  /** From now on reads the client's bytes at this pace. */
  | { readonly kind: "throttle"; readonly bytesPerSecond: number }
  /** Closes after everything written so far. */
  | { readonly kind: "close" }
  /** Closes with a reset, after everything written so far has been handed to the system. */
  | { readonly kind: "reset" };
