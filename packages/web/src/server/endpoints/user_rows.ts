import { z } from "zod";
import type {
  TokenAnswer,
  TokenRequest,
  UserChangeRequest,
  UserRequest,
  UsersState,
  UserView,
} from "../../api/users_api.ts";
import type { EndpointRow } from "../endpoint.ts";
import { CREDENTIAL, ID, ROLE, SESSION_VIEW, TOKEN_VIEW, USER_VIEW } from "./user_schemas.ts";

const USERS_STATE: z.ZodType<UsersState> = z.strictObject({
  users: z.array(USER_VIEW),
  tokens: z.array(TOKEN_VIEW),
  sessions: z.array(SESSION_VIEW),
});

const USER_REQUEST: z.ZodType<UserRequest> = z.strictObject({
  name: CREDENTIAL,
  role: ROLE,
  password: CREDENTIAL,
});

const USER_CHANGE_REQUEST: z.ZodType<UserChangeRequest> = z.strictObject({
  role: ROLE.exactOptional(),
  password: CREDENTIAL.exactOptional(),
});

const TOKEN_REQUEST: z.ZodType<TokenRequest> = z.strictObject({
  label: z.string().max(200),
  role: ROLE,
});

const TOKEN_ANSWER: z.ZodType<TokenAnswer> = z.strictObject({
  token: z.string(),
  view: TOKEN_VIEW,
});

const NAMED: z.ZodType<{ name: string }> = z.strictObject({ name: CREDENTIAL });
const IDENTIFIED: z.ZodType<{ id: string }> = z.strictObject({ id: ID });

const GROUP = "Users and tokens";

export const LIST_USERS: EndpointRow<{ answer: UsersState }> = {
  id: "listUsers",
  method: "GET",
  path: "/api/v1/users",
  access: "administrator",
  summary: "Lists users, bearer tokens and sessions.",
  group: GROUP,
  answer: { kind: "json", schema: USERS_STATE },
};

export const ADD_USER: EndpointRow<{ body: UserRequest; answer: UserView }> = {
  id: "addUser",
  method: "POST",
  path: "/api/v1/users",
  access: "administrator",
  summary: "Adds a user.",
  group: GROUP,
  body: USER_REQUEST,
  answer: { kind: "json", schema: USER_VIEW, status: 201 },
  refusals: ["refused", "conflict"],
};

export const CHANGE_USER: EndpointRow<{
  params: { name: string };
  body: UserChangeRequest;
  answer: UserView;
}> = {
  id: "changeUser",
  method: "PATCH",
  path: "/api/v1/users/{name}",
  access: "administrator",
  summary: "Gives a user another role or password; the user's sessions end.",
  group: GROUP,
  params: NAMED,
  body: USER_CHANGE_REQUEST,
  answer: { kind: "json", schema: USER_VIEW },
  refusals: ["refused", "not-found"],
};

export const REMOVE_USER: EndpointRow<{ params: { name: string } }> = {
  id: "removeUser",
  method: "DELETE",
  path: "/api/v1/users/{name}",
  access: "administrator",
  summary: "Removes a user, and ends the user's sessions; the last administrator stays.",
  group: GROUP,
  params: NAMED,
  answer: { kind: "nothing" },
  refusals: ["refused", "not-found"],
};

export const ADD_TOKEN: EndpointRow<{ body: TokenRequest; answer: TokenAnswer }> = {
  id: "addToken",
  method: "POST",
  path: "/api/v1/tokens",
  access: "administrator",
  summary: "Makes a bearer token for a program; the answer is the only place where it is told.",
  group: GROUP,
  body: TOKEN_REQUEST,
  answer: { kind: "json", schema: TOKEN_ANSWER, status: 201 },
  refusals: ["refused"],
};

export const REMOVE_TOKEN: EndpointRow<{ params: { id: string } }> = {
  id: "removeToken",
  method: "DELETE",
  path: "/api/v1/tokens/{id}",
  access: "administrator",
  summary: "Takes a bearer token away; what it has open ends.",
  group: GROUP,
  params: IDENTIFIED,
  answer: { kind: "nothing" },
  refusals: ["not-found"],
};

export const END_SESSION: EndpointRow<{ params: { id: string } }> = {
  id: "endSession",
  method: "DELETE",
  path: "/api/v1/sessions/{id}",
  access: "administrator",
  summary: "Ends a session, and what it has open.",
  group: GROUP,
  params: IDENTIFIED,
  answer: { kind: "nothing" },
  refusals: ["not-found"],
};
