import { z } from "zod";
import type { SessionState, SessionUser } from "../../api/session_api.ts";
import type { EndpointRow } from "../endpoint.ts";

/** A role. */
export const ROLE: z.ZodType<SessionUser["role"]> = z.enum(["administrator", "control", "viewer"]);

const SESSION_USER: z.ZodType<SessionUser> = z.strictObject({
  name: z.string(),
  role: ROLE,
  csrfToken: z.string(),
  expiresAt: z.iso.datetime(),
  idleSeconds: z.int(),
});

const SESSION_STATE: z.ZodType<SessionState> = z.strictObject({
  isSetupNeeded: z.boolean(),
  user: SESSION_USER.nullable(),
  unitName: z.string(),
  version: z.string(),
  channel: z.enum(["https", "loopback", "http"]),
});

/** Says who is logged in. */
export const READ_SESSION: EndpointRow<{ answer: SessionState }> = {
  id: "readSession",
  method: "GET",
  path: "/api/v1/session",
  access: "public",
  summary: "Says who is logged in, and whether the unit still needs its first password.",
  group: "Session",
  answer: { kind: "json", schema: SESSION_STATE },
};
