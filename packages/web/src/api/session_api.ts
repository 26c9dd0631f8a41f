import type { Role as UserRole } from "@fieldpost/core";

/** What a user may do: all, act without changing settings, or look (as JANOS has them). */
export type Role = UserRole;

/** `POST /api/v1/setup`: the first start has no default password; the token stands on the terminal. */
export interface SetupRequest {
  readonly token: string;
  readonly username: string;
  readonly password: string;
}

/** `POST /api/v1/session`: a login. */
export interface LoginRequest {
  readonly username: string;
  readonly password: string;
}

/** `GET /api/v1/session`, and what setup and login answer. */
export interface SessionState {
  /** Nobody has set the administrator's password yet. */
  readonly isSetupNeeded: boolean;
  /** `null` when nobody is logged in. */
  readonly user: SessionUser | null;
  /** The unit's name, as it stands in titles. */
  readonly unitName: string;
  readonly version: string;
  /** Whether the page came over HTTPS, or from this machine. */
  readonly channel: "https" | "loopback" | "http";
}

/** Who is logged in. */
export interface SessionUser {
  readonly name: string;
  readonly role: Role;
  /** Sent back in the header `X-Fieldpost-Csrf` with everything that changes something. */
  readonly csrfToken: string;
  /** ISO 8601: the session ends then, whatever happens. */
  readonly expiresAt: string;
  /** Seconds without a request after which it ends. */
  readonly idleSeconds: number;
}
