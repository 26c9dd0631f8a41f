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
  /** Reads it, or reads it anew. */
  load(): Promise<void>;
  /** Reads it anew, or again when it is being read; what nobody has asked for stays unread. */
  reload(): Promise<void>;
  /**
   * Changes what was read, and also what is being read: an answer on its way may be older than the
   * event that brings the change. A change that the answer already has must do no harm to it.
   */
  change(by: (value: T) => T): void;
  /** Forgets it, as at the end of a session. */
  forget(): void;
}

/** Makes the state behind a path of the interface. */
export function remoteState<T>(path: string): RemoteState<T> {
  const value = signal<T | null>(null);
  const failure = signal<ApiFailure | null>(null);
  let latest = 0;
  let isWanted = false;
  /** What has changed since the reading under way began; `null` while none is. */
  let meanwhile: ((value: T) => T)[] | null = null;
  const state: RemoteState<T> = {
    value,
    failure,
    async load() {
      isWanted = true;
      latest += 1;
      const mine = latest;
      const changes: ((value: T) => T)[] = [];
      meanwhile = changes;
      const result = await callApi<T>({ path });
      // An older answer that comes late says nothing new.
      if (mine !== latest) return;
      failure.value = result.ok ? null : result.failure;
      if (result.ok) value.value = changes.reduce((read, by) => by(read), result.value);
      meanwhile = null;
    },
    async reload() {
      if (isWanted) await state.load();
    },
    change(by) {
      meanwhile?.push(by);
      const before = value.peek();
      if (before !== null) value.value = by(before);
    },
    forget() {
      isWanted = false;
      latest += 1;
      meanwhile = null;
      value.value = null;
      failure.value = null;
    },
  };
  return state;
}

/** The value of a state; a component that uses it makes sure that it is read. */
export function useRemote<T>(state: RemoteState<T>): T | null {
  useEffect(() => {
    if (state.value.peek() === null) void state.load();
  }, [state]);
  return state.value.value;
}
