/** An event as the registry has it, and how it stands. */
export interface EventState {
  /** Without `On`: `Boot`. */
  readonly name: string;
  readonly isEnabled: boolean;
  readonly block: string | null;
  readonly holdOffMs: number;
  /** Lines that wait for the hold-off to end. */
  readonly collected: number;
  /** ISO 8601. */
  readonly lastMailedAt: string | null;
}

/** `GET /api/v1/events`: every event that has a key, and `Boot`. */
export interface EventsState {
  readonly events: readonly EventState[];
  /** Names of the email blocks there are. */
  readonly blocks: readonly string[];
}

/** `POST /api/v1/events/{name}`: raises it. */
export interface RaiseRequest {
  readonly values: Readonly<Record<string, string>>;
}

/** What became of it. */
export interface RaiseAnswer {
  readonly kind: "mailed" | "noted" | "collected" | "kept";
  /** One sentence. */
  readonly text: string;
  /** The message in the queue, when one was made. */
  readonly message: string | null;
}

/** `POST /api/v1/reboot`: `late` has not happened in time, and still will. */
export interface RebootAnswer {
  readonly result: "rebooted" | "late";
}
