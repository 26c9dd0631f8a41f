import type { Diagnosis } from "@fieldpost/core";

/** A step of a check that waits or runs. */
export interface CheckProgress {
  readonly id: string;
  readonly title: string;
  readonly status: "waiting" | "running";
}

/** A step of a check that has ended. */
export interface CheckStep {
  readonly id: string;
  readonly title: string;
  readonly status: "ok" | "warn" | "fail" | "skipped" | "unknown";
  readonly summary: string;
}

/** The strongest setting that the ports gave, and the assignments that make it so. */
export interface ConnectionRecommendation {
  readonly text: string;
  readonly assignments: readonly { readonly key: string; readonly value: string | null }[];
}

/** What became of one recipient. */
export interface RecipientResultView {
  readonly recipient: string;
  readonly kind: "delivered" | "transient" | "permanent" | "hold" | "uncertain";
  readonly code: string;
  readonly meaning: string;
  /** The server's own words. */
  readonly lastWords: string | null;
  readonly diagnosis: DiagnosisView | null;
}

/** A diagnosis in sentences, with what one click would set. */
export interface DiagnosisView {
  readonly cause: string;
  readonly fix: string;
  readonly side: Diagnosis["side"];
  readonly certainty: Diagnosis["certainty"];
  readonly changes: readonly { readonly key: string; readonly value: string | null }[];
}
