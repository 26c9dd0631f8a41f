import { Secret } from "@fieldpost/core";
import type { TokenRecord, UserRecord } from "@fieldpost/runtime";
import type {
  TokenAnswer,
  TokenRequest,
  TokenView,
  UserChangeRequest,
  UserRequest,
  UsersState,
  UserView,
} from "../../api/users_api.ts";
import { type ApiRequest, type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { Refusal } from "../refusal.ts";
import { userRefusal } from "./user_refusal.ts";
import {
  ADD_TOKEN,
  ADD_USER,
  CHANGE_USER,
  END_SESSION,
  LIST_USERS,
  REMOVE_TOKEN,
  REMOVE_USER,
} from "./user_rows.ts";

/** The endpoints of users, tokens and sessions. */
export function userEndpoints(context: PagesContext): readonly BoundEndpoint[] {
  return [
    bindEndpoint(LIST_USERS, (request) => listUsers(context, request)),
    bindEndpoint(ADD_USER, (request) => addUser(context, request)),
    bindEndpoint(CHANGE_USER, (request) => changeUser(context, request)),
    bindEndpoint(REMOVE_USER, (request) => removeUser(context, request)),
    bindEndpoint(ADD_TOKEN, (request) => addToken(context, request)),
    bindEndpoint(REMOVE_TOKEN, (request) => removeToken(context, request)),
    bindEndpoint(END_SESSION, (request) => endSession(context, request)),
  ];
}

async function listUsers(
  { unit, sessions }: PagesContext,
  { caller }: ApiRequest,
): Promise<UsersState> {
  const moment = (ms: number): string => new Date(ms).toISOString();
  return {
    users: (await unit.users.list()).map(viewUser),
    tokens: (await unit.tokens.list()).map(viewToken),
    sessions: sessions.list().map(({ id, user, startedAtMs, lastSeenAtMs }) => ({
      ...{ id, user, startedAt: moment(startedAtMs), lastSeenAt: moment(lastSeenAtMs) },
      isThis: id === caller.id,
    })),
  };
}

function viewUser({ name, role, createdAt, lastLoginAt }: UserRecord): UserView {
  return { name, role, createdAt, lastLoginAt };
}

function viewToken({ id, label, role, createdAt, lastUsedAt }: TokenRecord): TokenView {
  return { id, label, role, createdAt, lastUsedAt };
}

async function addUser(
  { unit, audit }: PagesContext,
  { caller, body }: ApiRequest<{ body: UserRequest }>,
): Promise<UserView | Refusal> {
  const { name, role, password } = body;
  const write = await unit.users.add({ name, role, password: new Secret(password) });
  if (write.kind === "refused") return userRefusal(write.refusal, "add this user");
  await audit.append({
    event: "user-added",
    text: `Page: ${caller.name} has added the user ${name} as ${role}`,
    facts: { by: caller.name, user: name, role },
  });
  return viewUser(write.result);
}

async function changeUser(
  { unit, audit, sessions }: PagesContext,
  { caller, body, params }: ApiRequest<{ params: { name: string }; body: UserChangeRequest }>,
): Promise<UserView | Refusal> {
  const { role, password } = body;
  const write = await unit.users.change(params.name, {
    ...(role === undefined ? {} : { role }),
    ...(password === undefined ? {} : { password: new Secret(password) }),
  });
  if (write.kind === "refused") return userRefusal(write.refusal, "change this user");
  const { name } = write.result;
  const changed = [
    ...(role === undefined ? [] : [`the role ${role}`]),
    ...(password === undefined ? [] : ["another password"]),
  ].join(" and ");
  if (changed === "") return viewUser(write.result);
  sessions.endOf(name);
  await audit.append({
    event: "user-changed",
    text: `Page: ${caller.name} has given the user ${name} ${changed}`,
    facts: {
      by: caller.name,
      user: name,
      role: write.result.role,
      hasNewPassword: password !== undefined,
    },
  });
  return viewUser(write.result);
}

async function removeUser(
  { unit, audit, sessions }: PagesContext,
  { caller, params }: ApiRequest<{ params: { name: string } }>,
): Promise<undefined | Refusal> {
  const write = await unit.users.remove(params.name);
  if (write.kind === "refused") return userRefusal(write.refusal, "remove this user");
  const { name } = write.result;
  sessions.endOf(name);
  await audit.append({
    event: "user-removed",
    text: `Page: ${caller.name} has removed the user ${name}`,
    facts: { by: caller.name, user: name },
  });
  return undefined;
}

async function addToken(
  { unit, audit }: PagesContext,
  { caller, body: { label, role } }: ApiRequest<{ body: TokenRequest }>,
): Promise<TokenAnswer | Refusal> {
  const write = await unit.tokens.add(label, role);
  if (write.kind === "refused") return userRefusal(write.refusal, "make this token");
  await audit.append({
    event: "token-added",
    text: `Page: ${caller.name} has made the token "${label}" as ${role}`,
    facts: { by: caller.name, label, role },
  });
  return { token: write.result.token, view: viewToken(write.result.record) };
}

async function removeToken(
  { unit, audit, tokenEndings }: PagesContext,
  { caller, params }: ApiRequest<{ params: { id: string } }>,
): Promise<undefined | Refusal> {
  const write = await unit.tokens.remove(params.id);
  if (write.kind === "refused") return userRefusal(write.refusal, "take this token away");
  const { label } = write.result;
  tokenEndings.end(params.id);
  await audit.append({
    event: "token-removed",
    text: `Page: ${caller.name} has taken the token "${label}" away`,
    facts: { by: caller.name, label },
  });
  return undefined;
}

async function endSession(
  { sessions, audit }: PagesContext,
  { caller, params }: ApiRequest<{ params: { id: string } }>,
): Promise<undefined | Refusal> {
  const session = sessions.end(params.id);
  if (session === undefined) {
    return new Refusal("not-found", "Cannot end this session: it is not there, it may have ended");
  }
  await audit.append({
    event: "session-ended",
    text: `Page: ${caller.name} has ended a session of ${session.user}`,
    facts: { by: caller.name, user: session.user },
  });
  return undefined;
}
