import type { Problem } from "@fieldpost/core";

/** Why a request was refused; stable. The HTTP status belongs to it, in `http_status.ts`. */
export type ApiErrorCode =
  | "bad-request"
  | "body-too-large"
  | "unsupported-media-type"
  | "not-logged-in"
  | "wrong-login"
  | "too-many-attempts"
  | "forbidden"
  | "https-needed"
  | "origin-refused"
  | "host-refused"
  | "csrf-refused"
  | "setup-needed"
  | "setup-over"
  | "not-found"
  | "method-not-allowed"
  | "refused"
  | "conflict"
  | "busy"
  | "unit-failure"
  | "internal";

/** The body of every refusal. */
export interface ApiErrorBody {
  readonly error: {
    readonly code: ApiErrorCode;
    /** One sentence for a person: `Cannot <verb> <thing>: <what is>, <what would be accepted>`. */
    readonly message: string;
    /** What is wrong, each with its registry key or field as path. */
    readonly problems?: readonly Problem[];
    /** With `bad-request`: the fields that cannot be read. */
    readonly fields?: readonly FieldFault[];
    /** With `conflict`: what somebody else has changed meanwhile. */
    readonly conflicts?: readonly SettingConflict[];
    /** With `too-many-attempts`: seconds to wait. */
    readonly retryAfterSeconds?: number;
  };
}

/** A field of a request that cannot be read. */
export interface FieldFault {
  /** Dotted, from the outside in: `wishes.0.key`; empty for the whole. */
  readonly path: string;
  readonly fault: string;
}

/** A key that is no longer what the person saw. */
export interface SettingConflict {
  readonly key: string;
  /** What was seen; `null` is unset. */
  readonly was: string | null;
  /** What it is now. */
  readonly now: string | null;
  /** Who changed it, where known: a user, or `command line`. */
  readonly by: string | null;
}
