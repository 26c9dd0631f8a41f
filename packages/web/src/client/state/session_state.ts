import { type Access, mayAccess } from "@fieldpost/core";
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LoginRequest, SessionState, SetupRequest } from "../../api/session_api.ts";
import type { ApiFailure, ApiResult } from "../api/api_result.ts";
import { callApi } from "../api/call_api.ts";
import { useSessionHooks } from "../api/session_hooks.ts";
import { forgetStates } from "./remote_state.ts";
import { forgetSession } from "./session_signal.ts";

const current: Signal<SessionState | null> = signal(null);
const ended: Signal<boolean> = signal(false);
const lastName: Signal<string> = signal("");
const unreachable: Signal<ApiFailure | null> = signal(null);

/** Who is logged in, and at what; `null` until the unit has answered once. */
export const session: ReadonlySignal<SessionState | null> = current;

/** A session was there and is over: expired, or ended from elsewhere. */
export const sessionHasEnded: ReadonlySignal<boolean> = ended;

/** Whose session it was that is over: who signs in again is most likely the same. */
export const lastUserName: ReadonlySignal<string> = lastName;

/** Why the session could not be asked for. */
export const sessionFailure: ReadonlySignal<ApiFailure | null> = unreachable;

/** Asks who is logged in, and from then on notices when the session is refused. */
export async function startSession(): Promise<void> {
  useSessionHooks({
    csrfToken: () => current.peek()?.user?.csrfToken,
    onFailure: ({ code }) => {
      if (code === "not-logged-in" && current.peek()?.user != null) void endSession();
    },
  });
  await loadSession();
}

/** Answers to who is logged in, counted: one that was asked for before somebody logged in says nothing of it. */
let latest = 0;
let isLeaving = false;

/** Asks again who is logged in. */
export async function loadSession(): Promise<void> {
  latest += 1;
  const mine = latest;
  const result = await callApi<SessionState>({ path: "/session" });
  if (mine !== latest) return;
  unreachable.value = result.ok ? null : result.failure;
  if (!result.ok) return;
  if (current.peek()?.user != null && result.value.user === null) noteEnd();
  current.value = result.value;
}

async function endSession(): Promise<void> {
  const state = current.peek();
  noteEnd();
  if (state !== null) current.value = { ...state, user: null };
  await loadSession();
}

function noteEnd(): void {
  // Who signs out need not be told.
  if (isLeaving) return;
  ended.value = true;
  lastName.value = current.peek()?.user?.name ?? lastName.peek();
}

/** Logs in. */
export async function logIn(body: LoginRequest): Promise<ApiResult<SessionState>> {
  return take(await callApi<SessionState>({ method: "POST", path: "/session", body }));
}

/** Sets the administrator's password for the first time, and logs in. */
export async function setUp(body: SetupRequest): Promise<ApiResult<SessionState>> {
  return take(await callApi<SessionState>({ method: "POST", path: "/setup", body }));
}

/** Logs out, here and on the unit; who cannot be logged out there stays logged in here. */
export async function logOut(): Promise<void> {
  isLeaving = true;
  const result = await callApi({ method: "DELETE", path: "/session" });
  if (result.ok || result.failure.code === "not-logged-in") {
    forgetStates();
    forgetSession();
    lastName.value = "";
  }
  await loadSession();
  isLeaving = false;
}

function take(result: ApiResult<SessionState>): ApiResult<SessionState> {
  if (result.ok) {
    latest += 1;
    ended.value = false;
    current.value = result.value;
  }
  return result;
}

/** Whether the page offers what needs an access; the unit decides for itself. */
export function mayUse(access: Access): boolean {
  return mayAccess(current.value?.user?.role, access);
}
