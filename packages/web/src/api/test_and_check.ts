import type {
  CheckProgress,
  CheckStep,
  ConnectionRecommendation,
  RecipientResultView,
} from "./mail_views.ts";
import type { SettingWish } from "./registry_api.ts";

/**
 * `POST /api/v1/test`: sends a test message with settings that need not be saved. The answer is
 * `application/x-ndjson`, one {@linkcode TestEvent} a line, as it happens.
 */
export interface TestRequest {
  /** Unsaved settings, on top of those that are stored. */
  readonly wishes: readonly SettingWish[];
  /** An unsaved secret; the stored one is used when it is left out. */
  readonly secret?: string;
  readonly to: string;
  readonly subject?: string;
  readonly text?: string;
}

/** One line of a running test. */
export type TestEvent =
  | { readonly kind: "plan"; readonly mode: string | null; readonly reasons: readonly string[] }
  | { readonly kind: "refused"; readonly refusals: readonly TestRefusal[] }
  | {
      readonly kind: "line";
      /** Milliseconds since the test began. */
      readonly atMs: number;
      readonly from: "client" | "server" | "note";
      /** Secrets are masked. */
      readonly text: string;
    }
  | {
      readonly kind: "done";
      readonly recipients: readonly RecipientResultView[];
      readonly protection: string;
      readonly messageId: string;
      /** The public key of a server whose certificate was not accepted, as a pin, where none is set. */
      readonly unprovenKey: string | null;
    }
  | { readonly kind: "failed"; readonly message: string };

/** Why the plan refuses, with the key to look at. */
export interface TestRefusal {
  readonly rule: string;
  readonly key: string;
  readonly message: string;
}

/** `POST /api/v1/check`; the answer is NDJSON of {@linkcode CheckEvent}. */
export interface CheckRequest {
  readonly login: boolean;
  readonly sendTo?: string;
  /** Another mail host than the stored one: administrators only, and nothing logs in or sends there. */
  readonly host?: string;
}

/** One line of a running check. */
export type CheckEvent =
  | { readonly kind: "step"; readonly step: CheckStep | CheckProgress }
  | {
      readonly kind: "done";
      readonly path: "works" | "fails" | "refused" | "unknown";
      readonly recommendation: ConnectionRecommendation | null;
    }
  | { readonly kind: "failed"; readonly message: string };
