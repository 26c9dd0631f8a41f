import type { Role, SessionState } from "../api/session_api.ts";

/** Who sends a request. */
export interface Caller {
  readonly kind: "nobody" | "session" | "token";
  /** `null` for nobody. */
  readonly role: Role | null;
  /** As it stands in the log and the history: a user's name, or `token <label>`. */
  readonly name: string;
  /** Of the session or the token. */
  readonly id: string | null;
  /** Where the request comes from. */
  readonly address: string;
  /** How: over HTTPS, from this machine, or in clear. */
  readonly channel: SessionState["channel"];
  /** Aborted when the session or the token ends; `null` for nobody. */
  readonly ended: AbortSignal | null;
}
