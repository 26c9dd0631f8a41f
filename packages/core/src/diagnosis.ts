import type { TlsMode } from "./connection_plan.ts";
import type { Certainty, DiagnosisAct, DiagnosisSide } from "./known_failure.ts";
import type { TransportFailure } from "./session_observation.ts";
import type { SmtpReply } from "./smtp_reply.ts";
import type { OutcomeCode } from "./submission_outcome.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** What a second connection found that began the other way round and carried no secret. */
export interface OppositeModeFinding {
  /** `neither`: it was not answered in a way that means anything. */
  readonly speaks: "tls" | "plain" | "neither";
  /** The greeting, where there was one. */
  readonly words?: string;
  /** Whether STARTTLS is offered; only where it was asked in plain text. */
  readonly offersStartTls?: boolean;
}

/** When a certificate is valid, in milliseconds since 1970. */
export interface CertificateDates {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Everything that is known about a failure; what is not known is left out. */
export interface DiagnosisEvidence {
  /** `undefined` where a log does not say. */
  readonly stage: SubmissionStage | undefined;
  /** The last reply of the server. */
  readonly reply?: SmtpReply | undefined;
  /** What the network or TLS said: Node's code, and words. */
  readonly failure?: TransportFailure | undefined;
  readonly outcome?: OutcomeCode | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly username?: string | undefined;
  /** The sender's address. */
  readonly from?: string | undefined;
  readonly mode?: TlsMode | undefined;
  readonly heloName?: string | undefined;
  readonly certificate?: CertificateDates | undefined;
  readonly opposite?: OppositeModeFinding | undefined;
  /** This device's clock; without it nothing is said about dates. */
  readonly nowMs?: number | undefined;
  /** When this is explained, for rows that are good until a day. @default {nowMs} */
  readonly todayMs?: number | undefined;
}

/** A setting to change, with the command that does it where there is one. */
export interface DiagnosedChange {
  readonly key: string;
  /** The value to set; words where it depends on the person. */
  readonly value: string;
  readonly isExact: boolean;
  readonly command: string | undefined;
}

/** What a failure means, in words for a person and in data for a program. */
export interface Diagnosis {
  /** The row of the catalogue. */
  readonly id: string;
  readonly certainty: Certainty;
  readonly cause: string;
  readonly fix: string;
  /** Empty where no setting of this device can help. */
  readonly change: readonly DiagnosedChange[];
  readonly side: DiagnosisSide;
  readonly act: DiagnosisAct;
  /** The server's own words; where it did not speak, the platform's. */
  readonly serverWords: string | undefined;
  /** What was found out besides: by a second connection, or from dates. */
  readonly proof: string | undefined;
  readonly asOf: string;
  /** The row is past its date: what it says may have changed. */
  readonly isStale: boolean;
}
