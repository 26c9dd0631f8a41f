import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ApiFailure } from "../api/api_result.ts";
import { callApi } from "../api/call_api.ts";

/** A state of the unit as the page last saw it. */
export interface RemoteState<T> {
  /** `null` until it was read once. */
  readonly value: Signal<T | null>;
  /** Why the last reading failed; `null` when it did not. */
  readonly failure: Signal<ApiFailure | null>;
  /** Reads it anew. */
  load(): Promise<void>;
  /** Forgets it, as at the end of a session. */
  forget(): void;
}

/** Makes the state behind a path of the interface. */
export function remoteState<T>(path: string): RemoteState<T> {
  const value = signal<T | null>(null);
  const failure = signal<ApiFailure | null>(null);
  let latest = 0;
  return {
    value,
    failure,
    async load() {
      latest += 1;
      const mine = latest;
      const result = await callApi<T>({ path });
      // An older answer that comes late says nothing new.
      if (mine !== latest) return;
      failure.value = result.ok ? null : result.failure;
      if (result.ok) value.value = result.value;
    },
    forget() {
      latest += 1;
      value.value = null;
      failure.value = null;
    },
  };
}

/** The value of a state; a component that uses it makes sure that it is read. */
export function useRemote<T>(state: RemoteState<T>): T | null {
  useEffect(() => {
    if (state.value.peek() === null) void state.load();
  }, [state]);
  return state.value.value;
}
