import type { EmailAddress } from "./email_address.ts";
import type { EnvelopeParameters } from "./envelope_parameters.ts";

/**
 * A failure of the network or of TLS, in the words of the platform.
 *
 * `code` is Node's error code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`, `ERR_SSL_WRONG_VERSION_NUMBER`);
 * `message` is for people only and never decides anything.
 */
export interface TransportFailure {
  readonly code: string;
  readonly message: string;
}

/** What a TLS handshake gave. A certificate that failed its check is a fact here, not a failure. */
export interface TlsFacts {
  /** As the platform names it: `TLSv1.3`. */
  readonly protocol: string;
  readonly cipher: string;
  /** The pin of the server's public key, `sha256/...`; `undefined` when it is not known. */
  readonly spkiPin?: string | undefined;
  /** Whom the certificate's chain ends at; it has vouched only where the certificate is good. */
  readonly authority?: string | undefined;
  /** `undefined` when the certificate is good for the configured host. */
  readonly certificateFailure: TransportFailure | undefined;
}

/** What one transaction sends; the content itself stays with the driver. */
export interface SubmissionTransaction {
  /** The envelope sender; `null` is the null sender `<>` of a report (RFC 5321 section 4.5.5). */
  readonly sender: EmailAddress | null;
  /** At least one. */
  readonly recipients: readonly EmailAddress[];
  readonly content: {
    /** Octets with CRLF line ends, without stuffed dots and the lone dot (RFC 1870 section 5). */
    readonly sizeBytes: number;
    /** Whether an octet above 127 is in it. */
    readonly eightBit: boolean;
  };
  /** What the sender wants besides delivery. */
  readonly parameters?: EnvelopeParameters | undefined;
}

/** A chunk that a driver holds ready. */
export interface PreparedChunk {
  /** 0 where there is no content. */
  readonly sizeBytes: number;
  /** Whether the content ends with it. */
  readonly isLast: boolean;
}

/** What the driver of a session has seen, or what its owner wants. */
export type SessionObservation =
  | { readonly kind: "connected"; readonly localAddress: string; readonly remoteAddress: string }
  | { readonly kind: "connectFailed"; readonly failure: TransportFailure }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "tlsEstablished"; readonly tls: TlsFacts }
  | { readonly kind: "tlsFailed"; readonly failure: TransportFailure }
  /**
   * The effect `sendContent` is done: everything but the lone dot has been handed to the socket. Where
   * `takesNext` says so the transaction that follows may come along; when the session ends before the one
   * under way is over, nothing was done for it.
   */
  | { readonly kind: "contentSent"; readonly next?: SubmissionTransaction | undefined }
  /** The effect `prepareChunk` is done. */
  | { readonly kind: "chunkPrepared"; readonly chunk: PreparedChunk }
  /** The effect `sendChunk` is done: the chunk has been handed to the socket. */
  | { readonly kind: "chunkSent" }
  | { readonly kind: "closed"; readonly failure: TransportFailure | undefined }
  | { readonly kind: "timedOut" }
  /** Begin a transaction; only after the effect `ready`. */
  | { readonly kind: "submit"; readonly transaction: SubmissionTransaction }
  /** End the session; only after the effect `ready`. */
  | { readonly kind: "quit" };
