import type { EventsState } from "../../api/events_api.ts";
import type { LogState } from "../../api/log_api.ts";
import type { OverviewState } from "../../api/overview_api.ts";
import type { QueueState } from "../../api/queue_api.ts";
import type { RegistryState } from "../../api/registry_api.ts";
import { type RemoteState, remoteState } from "./remote_state.ts";

/** The newest lines of the log that the page holds. */
export const LOG_LINES = 1000;

export const overviewState: RemoteState<OverviewState> = remoteState("/overview");
export const registryState: RemoteState<RegistryState> = remoteState("/registry");
export const queueState: RemoteState<QueueState> = remoteState("/queue");
export const eventsState: RemoteState<EventsState> = remoteState("/events");
export const logState: RemoteState<LogState> = remoteState(`/log?limit=${LOG_LINES}`);
