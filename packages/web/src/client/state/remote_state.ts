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
  /** Reads it, or reads it anew; done when the newest reading is. */
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

/** What some page has asked for, and nobody has forgotten. */
const wanted = new Set<RemoteState<unknown>>();

/** Reads anew what was asked for; after a lost connection nothing is sure any more. */
export async function reloadStates(): Promise<void> {
  await Promise.all([...wanted].map((state) => state.reload()));
}

/** Forgets everything, at the end of a session. */
export function forgetStates(): void {
  for (const state of wanted) state.forget();
}

/** Makes the state behind a path of the interface. */
export function remoteState<T>(path: string): RemoteState<T> {
  const value = signal<T | null>(null);
  const failure = signal<ApiFailure | null>(null);
  /** The reading under way that was begun last; an older answer that comes late says nothing new. */
  let newest: Reading<T> | null = null;

  async function read(reading: Reading<T>): Promise<void> {
    const result = await callApi<T>({ path });
    if (reading !== newest) return await newest?.done;
    newest = null;
    failure.value = result.ok ? null : result.failure;
    if (result.ok) value.value = reading.changes.reduce((was, by) => by(was), result.value);
  }

  async function load(): Promise<void> {
    wanted.add(state);
    const reading: Reading<T> = { changes: [], done: Promise.resolve() };
    newest = reading;
    reading.done = read(reading);
    await reading.done;
  }

  const state: RemoteState<T> = {
    value,
    failure,
    load,
    async reload() {
      if (wanted.has(state)) await load();
    },
    change(by) {
      newest?.changes.push(by);
      const before = value.peek();
      if (before !== null) value.value = by(before);
    },
    forget() {
      wanted.delete(state);
      newest = null;
      value.value = null;
      failure.value = null;
    },
  };
  return state;
}

/** A reading under way. */
interface Reading<T> {
  /** What has changed since it began. */
  readonly changes: ((value: T) => T)[];
  done: Promise<void>;
}

/** The value of a state; a component that uses it makes sure that it is read. */
export function useRemote<T>(state: RemoteState<T>): T | null {
  useEffect(() => {
    if (state.value.peek() === null) void state.load();
  }, [state]);
  return state.value.value;
}
