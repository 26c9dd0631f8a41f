import type { TlsMode } from "./connection_plan.ts";
import type { ProviderId } from "./provider.ts";
import type { OutcomeCode } from "./submission_outcome.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** What to do with the message: try again, wait for a person, give it up, or send less at a time. */
export type DiagnosisAct = "retry" | "hold" | "bounce" | "slow" | "none";

/** How sure a diagnosis is. */
export type Certainty = "certain" | "likely" | "possible";

/** Where the cause lies: with this device, on the way, or with the server and its administrator. */
export type DiagnosisSide = "here" | "network" | "server";

/** A fact besides the server's words that a sign may ask for. */
export type FailureCondition =
  /** A user name is set. */
  | "login-set"
  /** No user name is set. */
  | "no-login"
  /** The mail host is given as an IP address. */
  | "host-is-address"
  /** The mail host is this machine. */
  | "host-is-loopback"
  /** We introduce ourselves to another machine by a name that only this one understands. */
  | "helo-is-local"
  /** The sender's domain belongs to a provider, and the mail host to another one or to none. */
  | "sender-is-elsewhere"
  /** No second connection, the other way round, was made. */
  | "opposite-untried"
  /** A second connection, the other way round, was answered in TLS. */
  | "opposite-tls"
  /** A second connection, the other way round, was answered in plain text. */
  | "opposite-plain";

/**
 * One way in which a failure shows; everything that is given must hold.
 *
 * A sign with providers and without `text` asks for one of these providers; with `text` the words
 * speak for themselves, and an unknown host only lowers the certainty.
 */
export interface FailureSign {
  readonly stages?: readonly SubmissionStage[];
  readonly replyCodes?: readonly number[];
  readonly enhanced?: readonly string[];
  /** The server's words; where it did not speak, the platform's. */
  readonly text?: RegExp;
  /** Node's error codes. */
  readonly platformCodes?: readonly string[];
  readonly outcomes?: readonly OutcomeCode[];
  readonly modes?: readonly TlsMode[];
  readonly ports?: readonly number[];
  readonly condition?: FailureCondition;
  readonly providers?: readonly ProviderId[];
  /** The most that this sign proves. @default {"certain"} */
  readonly atMost?: Certainty;
}

/**
 * A setting to change. `value` is what it becomes, `words` say so where it depends on the person;
 * `{username}` in a value stands for the user name when that is an address.
 */
export interface FailureChange {
  readonly key: string;
  readonly value?: string;
  readonly words?: string;
}

/**
 * Why a row is believed: measured by us, read in the vendor's documents or in a program's source,
 * reported by users in public, stated by a standard, or general knowledge that nobody verified.
 */
export type EvidenceBasis =
  | "measured"
  | "documented"
  | "source"
  | "reported"
  | "standard"
  | "general";

/**
 * One failure that is known: how it shows, why it happens, what helps.
 *
 * Sentences may hold places such as `{host}` and `{port}`, with a capital letter at the beginning of
 * a sentence; `fillPlaces()` in `_diagnosis_words.ts` knows them all.
 */
export interface KnownFailure {
  /** Stable. */
  readonly id: string;
  readonly signs: readonly [FailureSign, ...FailureSign[]];
  readonly cause: string;
  readonly fix: string;
  /** Empty where no setting of this device can help. */
  readonly change: readonly FailureChange[];
  readonly side: DiagnosisSide;
  readonly act: DiagnosisAct;
  /** The month in which this was last known to be true. */
  readonly asOf: string;
  /** The day after which it has to be looked at again. */
  readonly expires?: string;
  readonly evidence: { readonly basis: EvidenceBasis; readonly references: readonly string[] };
}
