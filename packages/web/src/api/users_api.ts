import type { Role } from "./session_api.ts";

/** A user of the page. */
export interface UserView {
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
}

/** A bearer token of a program; the token itself is shown once, when it is made. */
export interface TokenView {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** `GET /api/v1/users`. */
export interface UsersState {
  readonly users: readonly UserView[];
  readonly tokens: readonly TokenView[];
  readonly sessions: readonly SessionView[];
}

/** A login that is still good. */
export interface SessionView {
  readonly id: string;
  readonly user: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly isThis: boolean;
}

/** `POST /api/v1/users`. */
export interface UserRequest {
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

/** `PATCH /api/v1/users/{name}`: an administrator changes a role or sets a password anew. */
export interface UserChangeRequest {
  readonly role?: Role;
  readonly password?: string;
}

/** `POST /api/v1/password`: one's own. All other sessions of the user end. */
export interface PasswordRequest {
  readonly current: string;
  readonly next: string;
}

/** `POST /api/v1/tokens`. */
export interface TokenRequest {
  readonly label: string;
  readonly role: Role;
}

/** The only answer that holds a token. */
export interface TokenAnswer {
  readonly token: string;
  readonly view: TokenView;
}
