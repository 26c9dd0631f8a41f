import { effect, type Signal } from "@preact/signals";
import type { LiveEvent } from "../../api/live_api.ts";
import type { TrialState } from "../../api/registry_api.ts";
import { addLines } from "./add_lines.ts";
import { noteUnitTime } from "./clock_state.ts";
import { mergeQueue } from "./merge_queue.ts";
import { sessionSignal } from "./session_signal.ts";
import {
  eventsState,
  LOG_LINES,
  logState,
  overviewState,
  queueState,
  registryState,
} from "./unit_states.ts";

/** The change on trial, wherever the page learned of it. */
export const trialState: Signal<TrialState | null> = sessionSignal<TrialState | null>(null);

/** The last change of the registry that came live, with who made it. */
export const lastRegistryEvent: Signal<Extract<LiveEvent, { kind: "registry" }> | null> =
  sessionSignal<Extract<LiveEvent, { kind: "registry" }> | null>(null);

/** What was said live of messages last. */
export const lastQueueEvent: Signal<Extract<LiveEvent, { kind: "queue" }> | null> =
  sessionSignal<Extract<LiveEvent, { kind: "queue" }> | null>(null);

/** Learns the unit's time and the trial from every overview, live or asked for. */
export function followOverview(): void {
  effect(() => {
    const overview = overviewState.value.value;
    if (overview === null) return;
    noteUnitTime(overview.now);
    trialState.value = overview.trial;
  });
}

/** Lets an event of the unit change what the page shows. */
export function applyLiveEvent(event: LiveEvent): void {
  switch (event.kind) {
    case "hello":
      return;
    case "overview":
      overviewState.change(() => event.overview);
      return;
    case "registry":
      lastRegistryEvent.value = event;
      void registryState.reload();
      return;
    case "trial":
      trialState.value = event.trial;
      return;
    case "queue":
      lastQueueEvent.value = event;
      queueState.change((queue) => mergeQueue(queue, event));
      return;
    case "log":
      logState.change(({ lines }) => ({ lines: addLines(lines, event.lines).slice(-LOG_LINES) }));
      return;
    case "events":
      void eventsState.reload();
  }
}
