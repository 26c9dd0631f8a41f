import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LiveEvent } from "../../api/live_api.ts";
import { apiUrl } from "../api/call_api.ts";
import { applyLiveEvent } from "./apply_live_event.ts";
import { reloadStates } from "./remote_state.ts";
import { loadSession } from "./session_state.ts";

/** How the connection to the unit stands. */
export interface LiveState {
  readonly status: "off" | "connecting" | "on" | "lost";
  /** Since when it is lost, by this browser's clock. */
  readonly lostAt: number | null;
}

const AGAIN_MS = 3000;
/** A unit beats every 15 seconds. One that is frozen or behind a cut cable ends no connection: it is silent. */
const SILENT_MS = 40_000;

const current: Signal<LiveState> = signal({ status: "off", lostAt: null });
let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;

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
  clearTimeout(silence);
  source?.close();
  source = undefined;
  current.value = { status: "off", lostAt: null };
}

function connect(): void {
  const mine = new EventSource(apiUrl("/live"));
  source = mine;
  expectWord(mine);
  mine.onopen = () => {
    expectWord(mine);
    current.value = { status: "on", lostAt: null };
    // Between the last event and this one anything may have happened.
    void reloadStates();
  };
  mine.onmessage = ({ data }) => {
    expectWord(mine);
    applyLiveEvent(JSON.parse(String(data)) as LiveEvent);
  };
  mine.addEventListener("beat", () => expectWord(mine));
  mine.onerror = () => noteLoss(mine);
}

/** Takes the connection for lost, and makes another, when nothing more comes over it. */
function expectWord(mine: EventSource): void {
  if (mine !== source) return;
  clearTimeout(silence);
  silence = setTimeout(() => {
    mine.close();
    current.value = lost();
    comeBack(mine);
  }, SILENT_MS);
}

function noteLoss(mine: EventSource): void {
  if (mine !== source) return;
  current.value = lost();
  // A browser gives up for good after a refusal, and a refusal does not say why: ask the session.
  void loadSession();
  if (mine.readyState === EventSource.CLOSED) comeBack(mine);
}

function lost(): LiveState {
  return { status: "lost", lostAt: current.peek().lostAt ?? Date.now() };
}

function comeBack(mine: EventSource): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (mine === source) connect();
  }, AGAIN_MS);
}
