import { z } from "zod";
import type { OverviewState } from "../../api/overview_api.ts";
import type { EndpointRow } from "../endpoint.ts";
import { PHASE, QUEUE_SUMMARY } from "./message_schemas.ts";
import { TRIAL_STATE } from "./setting_schemas.ts";

/** What an overview says. */
export const OVERVIEW_STATE: z.ZodType<OverviewState> = z.strictObject({
  unitName: z.string(),
  version: z.string(),
  startedAt: z.iso.datetime(),
  now: z.iso.datetime(),
  canSend: z.enum(["yes", "no", "unproven", "new"]),
  reasons: z.array(z.string()),
  lastDelivery: z
    .strictObject({
      message: z.string(),
      at: z.iso.datetime(),
      recipients: z.array(z.string()),
      protection: z.string(),
      protectionLevel: z.enum(["verified", "encrypted", "clear"]),
    })
    .nullable(),
  queue: QUEUE_SUMMARY,
  certificate: z
    .strictObject({
      subject: z.string(),
      issuer: z.string(),
      validTo: z.string(),
      daysLeft: z.int(),
      seenAt: z.string(),
    })
    .nullable(),
  clock: z.strictObject({
    isPlausible: z.boolean(),
    offsetMs: z.number().nullable(),
    askedAt: z.iso.datetime().nullable(),
  }),
  attention: z.array(
    z.strictObject({
      level: z.enum(["error", "warning", "note"]),
      text: z.string(),
      page: z.enum(["email", "outbox", "events", "registry", "log", "users"]),
      key: z.string().nullable(),
      state: PHASE.nullable(),
    }),
  ),
  trial: TRIAL_STATE.nullable(),
});

/** Whether the unit can send, and what needs a person. */
export const READ_OVERVIEW: EndpointRow<{ answer: OverviewState }> = {
  id: "readOverview",
  method: "GET",
  path: "/api/v1/overview",
  access: "viewer",
  summary: "Says whether this device can send, what was delivered last, and what needs a person.",
  group: "Overview",
  answer: { kind: "json", schema: OVERVIEW_STATE },
};
