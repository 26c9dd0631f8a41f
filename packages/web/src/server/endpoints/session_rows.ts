import { z } from "zod";
import type {
  LoginRequest,
  SessionState,
  SessionUser,
  SetupRequest,
} from "../../api/session_api.ts";
import type { PasswordRequest } from "../../api/users_api.ts";
import type { EndpointRow } from "../endpoint.ts";
import { CREDENTIAL, MOMENT, ROLE } from "./user_schemas.ts";

const SESSION_USER: z.ZodType<SessionUser> = z.strictObject({
  name: z.string(),
  role: ROLE,
  csrfToken: z.string(),
  expiresAt: MOMENT,
  idleSeconds: z.int(),
});

const SESSION_STATE: z.ZodType<SessionState> = z.strictObject({
  isSetupNeeded: z.boolean(),
  user: SESSION_USER.nullable(),
  unitName: z.string(),
  version: z.string(),
  channel: z.enum(["https", "loopback", "http"]),
});

const SETUP_REQUEST: z.ZodType<SetupRequest> = z.strictObject({
  token: z.string().max(200),
  username: CREDENTIAL,
  password: CREDENTIAL,
});

const LOGIN_REQUEST: z.ZodType<LoginRequest> = z.strictObject({
  username: CREDENTIAL,
  password: CREDENTIAL,
});

const PASSWORD_REQUEST: z.ZodType<PasswordRequest> = z.strictObject({
  current: CREDENTIAL,
  next: CREDENTIAL,
});

/** Bodies with a password are small. */
const BODY_LIMIT_BYTES = 8 * 1024;

const GROUP = "Session";

/** Says who is logged in. */
export const READ_SESSION: EndpointRow<{ answer: SessionState }> = {
  id: "readSession",
  method: "GET",
  path: "/api/v1/session",
  access: "public",
  summary: "Says who is logged in, and whether the unit still needs its first password.",
  group: GROUP,
  answer: { kind: "json", schema: SESSION_STATE },
};

/** Makes the first administrator. */
export const SET_UP: EndpointRow<{ body: SetupRequest; answer: SessionState }> = {
  id: "setUp",
  method: "POST",
  path: "/api/v1/setup",
  access: "public",
  summary: "Makes the first administrator with the token from the terminal, and logs in.",
  group: GROUP,
  body: SETUP_REQUEST,
  bodyLimitBytes: BODY_LIMIT_BYTES,
  answer: { kind: "json", schema: SESSION_STATE, status: 201 },
  refusals: ["setup-over", "wrong-login", "too-many-attempts", "refused"],
};

/** Logs in. */
export const LOG_IN: EndpointRow<{ body: LoginRequest; answer: SessionState }> = {
  id: "logIn",
  method: "POST",
  path: "/api/v1/session",
  access: "public",
  summary: "Logs in; the session is in the cookie of the answer.",
  group: GROUP,
  body: LOGIN_REQUEST,
  bodyLimitBytes: BODY_LIMIT_BYTES,
  answer: { kind: "json", schema: SESSION_STATE },
  refusals: ["wrong-login", "too-many-attempts", "setup-needed"],
};

/** Logs out. */
export const LOG_OUT: EndpointRow = {
  id: "logOut",
  method: "DELETE",
  path: "/api/v1/session",
  access: "viewer",
  summary: "Logs out: the session ends, and what it has open.",
  group: GROUP,
  answer: { kind: "nothing" },
};

/** Sets one's own password. */
export const SET_PASSWORD: EndpointRow<{ body: PasswordRequest }> = {
  id: "setPassword",
  method: "POST",
  path: "/api/v1/password",
  access: "viewer",
  summary: "Sets one's own password; all other sessions of the user end.",
  group: GROUP,
  body: PASSWORD_REQUEST,
  bodyLimitBytes: BODY_LIMIT_BYTES,
  answer: { kind: "nothing" },
  refusals: ["wrong-login", "too-many-attempts", "refused"],
};
