import type { Role } from "@fieldpost/core";
import { z } from "zod";
import type { SessionView, TokenView, UserView } from "../../api/users_api.ts";

/** A role. */
export const ROLE: z.ZodType<Role> = z.enum(["administrator", "control", "viewer"]);

/** A name or a password as it comes; what is wrong with it, core says. */
export const CREDENTIAL: z.ZodType<string> = z.string().max(1024);

/** A moment, ISO 8601. */
export const MOMENT: z.ZodType<string> = z.iso.datetime();

/** The id of a session or a token. */
export const ID: z.ZodType<string> = z.uuid();

export const USER_VIEW: z.ZodType<UserView> = z.strictObject({
  name: z.string(),
  role: ROLE,
  createdAt: MOMENT,
  lastLoginAt: MOMENT.nullable(),
});

export const TOKEN_VIEW: z.ZodType<TokenView> = z.strictObject({
  id: ID,
  label: z.string(),
  role: ROLE,
  createdAt: MOMENT,
  lastUsedAt: MOMENT.nullable(),
});

export const SESSION_VIEW: z.ZodType<SessionView> = z.strictObject({
  id: ID,
  user: z.string(),
  startedAt: MOMENT,
  lastSeenAt: MOMENT,
  isThis: z.boolean(),
});
