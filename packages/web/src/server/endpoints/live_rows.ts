import { z } from "zod";
import type { LiveEvent } from "../../api/live_api.ts";
import type { EndpointRow } from "../endpoint.ts";
import { LOG_LINE } from "./log_rows.ts";
import { MESSAGE_ROW, QUEUE_SUMMARY } from "./message_schemas.ts";
import { OVERVIEW_STATE } from "./overview_rows.ts";
import { SETTING_CHANGE, TRIAL_STATE } from "./setting_schemas.ts";

/** One event. */
export const LIVE_EVENT: z.ZodType<LiveEvent> = z.union([
  z.strictObject({ kind: z.literal("hello"), version: z.string(), bootId: z.string() }),
  z.strictObject({ kind: z.literal("overview"), overview: OVERVIEW_STATE }),
  z.strictObject({
    kind: z.literal("registry"),
    by: z.string(),
    changes: z.array(SETTING_CHANGE),
  }),
  z.strictObject({ kind: z.literal("trial"), trial: TRIAL_STATE.nullable() }),
  z.strictObject({
    kind: z.literal("queue"),
    summary: QUEUE_SUMMARY,
    rows: z.array(MESSAGE_ROW),
    ended: z.array(MESSAGE_ROW),
  }),
  z.strictObject({ kind: z.literal("log"), lines: z.array(LOG_LINE) }),
  z.strictObject({ kind: z.literal("events") }),
]);

/** Changes as they happen. */
export const FOLLOW_UNIT: EndpointRow<{ answer: LiveEvent }> = {
  id: "followUnit",
  method: "GET",
  path: "/api/v1/live",
  access: "viewer",
  summary:
    "Tells of changes as they happen; whoever is too slow is cut off, comes back and reads anew.",
  group: "Overview",
  answer: { kind: "events", schema: LIVE_EVENT },
};
