import type { ApiFailure } from "./api_result.ts";

/** What requests need of the session, without knowing where it is kept. */
export interface SessionHooks {
  csrfToken(): string | undefined;
  /** Told of every refusal: an ended session is noticed here. */
  onFailure(failure: ApiFailure): void;
}

let hooks: SessionHooks = { csrfToken: () => undefined, onFailure: () => undefined };

/** Connects requests with the session. */
export function useSessionHooks(next: SessionHooks): void {
  hooks = next;
}

/** The token that proves that a request comes from our own page. */
export function csrfToken(): string | undefined {
  return hooks.csrfToken();
}

/** Passes a refusal on. */
export function noteFailure(failure: ApiFailure): void {
  hooks.onFailure(failure);
}
