import type { LogLine } from "./log_api.ts";
import type { OverviewState } from "./overview_api.ts";
import type { MessageRow, QueueSummary } from "./queue_api.ts";
import type { SettingChange, TrialState } from "./registry_api.ts";

/**
 * One event of `GET /api/v1/live` (`text/event-stream`, the JSON stands in `data`). Each is made once
 * and sent to every viewer; a viewer that comes back asks for the states anew.
 */
export type LiveEvent =
  | { readonly kind: "hello"; readonly version: string; readonly bootId: string }
  | { readonly kind: "overview"; readonly overview: OverviewState }
  | {
      readonly kind: "registry";
      readonly by: string;
      readonly changes: readonly SettingChange[];
    }
  | { readonly kind: "trial"; readonly trial: TrialState | null }
  | {
      readonly kind: "queue";
      readonly summary: QueueSummary;
      /** Rows that are new or have changed; of a large queue the first ones. */
      readonly rows: readonly MessageRow[];
      /** Messages that have left the queue, as they ended. */
      readonly ended: readonly MessageRow[];
    }
  | { readonly kind: "log"; readonly lines: readonly LogLine[] }
  | { readonly kind: "events" };
