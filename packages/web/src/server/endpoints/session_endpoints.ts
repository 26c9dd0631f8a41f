import { Secret, unitNameOf } from "@fieldpost/core";
import type { UserRecord } from "@fieldpost/runtime";
import type { SessionState } from "../../api/session_api.ts";
import type { Caller } from "../caller.ts";
import { type ApiRequest, type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { Refusal } from "../refusal.ts";
import type { LoginTry } from "../security/login_gate.ts";
import type { Session } from "../security/session_book.ts";
import { formatSessionCookie } from "../security/session_cookie.ts";
import { LOG_IN, LOG_OUT, READ_SESSION, SET_PASSWORD, SET_UP } from "./session_rows.ts";
import { userRefusal } from "./user_refusal.ts";

/** The endpoints of setup, login and logout. */
export function sessionEndpoints(context: PagesContext): readonly BoundEndpoint[] {
  return [
    bindEndpoint(READ_SESSION, ({ caller }) =>
      stateOf(context, caller, context.sessions.get(caller.id)),
    ),
    bindEndpoint(SET_UP, (request) => setUp(context, request)),
    bindEndpoint(LOG_IN, (request) => logIn(context, request)),
    bindEndpoint(LOG_OUT, (request) => logOut(context, request)),
    bindEndpoint(SET_PASSWORD, (request) => setPassword(context, request)),
  ];
}

async function stateOf(
  { unit, version, sessions }: PagesContext,
  { channel }: Caller,
  session: Session | undefined,
): Promise<SessionState> {
  const { registry } = await unit.registry.read();
  const { absoluteMs, idleMs } = sessions.limits;
  return {
    isSetupNeeded: await unit.users.isSetupNeeded(),
    user:
      session === undefined
        ? null
        : {
            name: session.user,
            role: session.role,
            csrfToken: session.csrfToken,
            expiresAt: new Date(session.startedAtMs + absoluteMs).toISOString(),
            idleSeconds: idleMs / 1000,
          },
    unitName: unitNameOf(registry, unit.machineName),
    version,
    channel,
  };
}

/** Logs a user in: the session that the browser had before ends, and a new secret goes out. */
async function begin(
  context: PagesContext,
  { caller, answerHeaders }: Pick<ApiRequest, "caller" | "answerHeaders">,
  user: UserRecord,
): Promise<SessionState> {
  const { sessions, port } = context;
  if (caller.kind === "session" && caller.id !== null) sessions.end(caller.id);
  const { session, secret } = sessions.begin(user);
  const isSecure = caller.channel === "https";
  answerHeaders.append("set-cookie", formatSessionCookie(secret, { port: port(), isSecure }));
  return await stateOf(context, caller, session);
}

async function setUp(
  context: PagesContext,
  request: ApiRequest<{ body: { token: string; username: string; password: string } }>,
): Promise<SessionState | Refusal> {
  const { unit, setup, gate, audit } = context;
  const { body, caller } = request;
  if (!(await unit.users.isSetupNeeded())) return userRefusal("setup-over", "set this unit up");
  const attempt: LoginTry = { user: undefined, address: caller.address };
  const waitMs = gate.enter(attempt);
  if (waitMs > 0) return tooMany(waitMs);
  if (!setup.matches(body.token)) {
    await audit.appendLimited({
      event: "setup-failed",
      text: `Page: setup with a wrong token, from ${caller.address}`,
      facts: { address: caller.address },
    });
    return new Refusal(
      "wrong-login",
      "Cannot set this unit up: the setup token is wrong, the terminal of fieldpost serve shows it",
    );
  }
  gate.succeed(attempt);
  const password = new Secret(body.password);
  const write = await unit.users.setUp({ name: body.username, role: "administrator", password });
  if (write.kind === "refused") return userRefusal(write.refusal, "make the first administrator");
  setup.spend();
  await context.onSetUp();
  await audit.append({
    event: "setup",
    text: `Page: ${write.result.name} is the first administrator, set up from ${caller.address}`,
    facts: { user: write.result.name, address: caller.address },
  });
  return await beginOf(context, request, { name: write.result.name, password });
}

/** Notes the login with the user, and begins the session with what that has changed. */
async function beginOf(
  context: PagesContext,
  request: Pick<ApiRequest, "caller" | "answerHeaders">,
  { name, password }: { readonly name: string; readonly password: Secret },
): Promise<SessionState | Refusal> {
  const { users } = context.unit;
  await users.noteLogin(name, password);
  const user = await users.find(name);
  if (user !== undefined) return await begin(context, request, user);
  return userRefusal("unknown", "log this user in");
}

async function logIn(
  context: PagesContext,
  request: ApiRequest<{ body: { username: string; password: string } }>,
): Promise<SessionState | Refusal> {
  const { unit, audit } = context;
  const { body, caller } = request;
  if (await unit.users.isSetupNeeded()) {
    return new Refusal(
      "setup-needed",
      "Cannot log in: the unit has no user yet, the setup token on its terminal makes the first",
    );
  }
  const password = new Secret(body.password);
  const user = await verify(context, { user: body.username, address: caller.address }, password);
  if (user instanceof Refusal) return user;
  await audit.append({
    event: "login",
    text: `Page: ${user.name} logged in from ${caller.address}`,
    facts: { user: user.name, role: user.role, address: caller.address },
  });
  return await beginOf(context, request, { name: user.name, password });
}

/** The user whose password it is. What was typed as a name is not logged: it may be a password. */
async function verify(
  { unit, gate, audit }: PagesContext,
  attempt: LoginTry & { readonly user: string },
  password: Secret,
): Promise<UserRecord | Refusal> {
  const waitMs = gate.enter(attempt);
  if (waitMs > 0) return tooMany(waitMs);
  const user = await unit.users.verify(attempt.user, password);
  if (user !== undefined) {
    gate.succeed(attempt);
    return user;
  }
  const known = await unit.users.find(attempt.user);
  await audit.appendLimited({
    event: "login-failed",
    text: `Page: login of ${known?.name ?? "somebody unknown"} failed, from ${attempt.address}`,
    facts: { user: known?.name ?? null, address: attempt.address },
  });
  return new Refusal(
    "wrong-login",
    "Cannot log in: the name or the password is wrong, an administrator can set another password",
  );
}

function tooMany(waitMs: number): Refusal {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  return new Refusal(
    "too-many-attempts",
    `Cannot log in now: too many attempts have failed, the next one is accepted in ${retryAfterSeconds} s`,
    { retryAfterSeconds },
  );
}

async function logOut(
  { sessions, audit, port }: PagesContext,
  { caller, answerHeaders }: ApiRequest,
): Promise<undefined | Refusal> {
  if (caller.kind !== "session" || caller.id === null) return noSession("log out");
  sessions.end(caller.id);
  const isSecure = caller.channel === "https";
  answerHeaders.append("set-cookie", formatSessionCookie(undefined, { port: port(), isSecure }));
  await audit.append({
    event: "logout",
    text: `Page: ${caller.name} logged out`,
    facts: { user: caller.name },
  });
  return undefined;
}

async function setPassword(
  context: PagesContext,
  { caller, body }: ApiRequest<{ body: { current: string; next: string } }>,
): Promise<undefined | Refusal> {
  const { unit, sessions, audit } = context;
  if (caller.kind !== "session" || caller.id === null) return noSession("set a password");
  const attempt = { user: caller.name, address: caller.address };
  const user = await verify(context, attempt, new Secret(body.current));
  if (user instanceof Refusal) return user;
  const write = await unit.users.change(user.name, { password: new Secret(body.next) });
  if (write.kind === "refused") return userRefusal(write.refusal, "set this password");
  sessions.keepWith(caller.id, write.result.password.hash);
  sessions.endOf(user.name, caller.id);
  await audit.append({
    event: "password-changed",
    text: `Page: ${user.name} has set another password`,
    facts: { user: user.name },
  });
  return undefined;
}

function noSession(doing: string): Refusal {
  return new Refusal("forbidden", `Cannot ${doing} with a bearer token: a session is needed`);
}
