import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LiveEvent } from "../../api/live_api.ts";
import { apiUrl } from "../api/call_api.ts";
import { applyLiveEvent } from "./apply_live_event.ts";
import { loadSession } from "./session_state.ts";
import { reloadStates } from "./unit_states.ts";

/** How the connection to the unit stands. */
export interface LiveState {
  readonly status: "off" | "connecting" | "on" | "lost";
  /** Since when it is lost, by this browser's clock. */
  readonly lostAt: number | null;
}

const AGAIN_MS = 3000;

const current: Signal<LiveState> = signal({ status: "off", lostAt: null });
let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** How the live connection stands. */
export const liveState: ReadonlySignal<LiveState> = current;

/** Connects, and stays connected until {@linkcode stopLive}. */
export function startLive(): void {
  stopLive();
  current.value = { status: "connecting", lostAt: null };
  connect();
}

/** Ends the connection. */
export function stopLive(): void {
  clearTimeout(timer);
  source?.close();
  source = undefined;
  current.value = { status: "off", lostAt: null };
}

function connect(): void {
  const mine = new EventSource(apiUrl("/live"));
  source = mine;
  mine.onopen = () => {
    current.value = { status: "on", lostAt: null };
    // Between the last event and this one anything may have happened.
    void reloadStates();
  };
  mine.onmessage = ({ data }) => applyLiveEvent(JSON.parse(String(data)) as LiveEvent);
  mine.onerror = () => noteLoss(mine);
}

function noteLoss(mine: EventSource): void {
  if (mine !== source) return;
  current.value = { status: "lost", lostAt: current.peek().lostAt ?? Date.now() };
  // A browser gives up for good after a refusal, and a refusal does not say why: ask the session.
  void loadSession();
  if (mine.readyState !== EventSource.CLOSED) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (mine === source) connect();
  }, AGAIN_MS);
}
