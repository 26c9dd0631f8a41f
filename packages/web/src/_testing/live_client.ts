import { afterEach } from "@jest/globals";
import type { LiveEvent } from "../api/live_api.ts";
import { FOLLOW_UNIT, LIVE_EVENT } from "../server/endpoints/live_rows.ts";
import type { TestPages } from "./test_pages.ts";

type Kind = LiveEvent["kind"];
type EventOf<K extends Kind> = Extract<LiveEvent, { kind: K }>;

/** Somebody who follows a unit; an event that is not as its row says ends the test. */
export interface LiveClient {
  readonly events: readonly LiveEvent[];
  /** The next event of a kind that nobody has been given, and that is wanted. */
  next<K extends Kind>(kind: K, isWanted?: (event: EventOf<K>) => boolean): Promise<EventOf<K>>;
  /** Resolves when the stream has ended. */
  readonly ended: Promise<void>;
  close(): void;
}

const open = new Set<LiveClient>();

afterEach(() => {
  for (const client of open) client.close();
  open.clear();
});

/** Follows a unit as a browser does. */
export async function followUnit(
  pages: Pick<TestPages, "fetch">,
  headers: Readonly<Record<string, string>> = {},
): Promise<LiveClient> {
  const cut = new AbortController();
  const response = await pages.fetch(FOLLOW_UNIT.path, { headers, signal: cut.signal });
  if (!response.ok) throw new Error(`live: ${response.status}`);
  const events: LiveEvent[] = [];
  const given = new Set<LiveEvent>();
  const waiting = new Set<() => void>();
  const failed: { error?: unknown } = {};
  const read = async (): Promise<void> => {
    for await (const event of eventsOf(response)) {
      events.push(event);
      for (const look of [...waiting]) look();
    }
  };
  const ended = read().catch((error: unknown) => {
    failed.error = cut.signal.aborted ? undefined : error;
  });
  const client: LiveClient = {
    events,
    ended,
    next: (kind, isWanted = () => true) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = events.find(
            (event) => event.kind === kind && !given.has(event) && isWanted(event as never),
          );
          if (found === undefined) return;
          given.add(found);
          waiting.delete(look);
          resolve(found as never);
        };
        waiting.add(look);
        void ended.then(() => reject(failed.error ?? new Error("the stream has ended")));
        look();
      }),
    close: () => cut.abort(),
  };
  open.add(client);
  return client;
}

async function* eventsOf(response: Response): AsyncGenerator<LiveEvent> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      if (block.startsWith("data: ")) yield LIVE_EVENT.parse(JSON.parse(block.slice(6)));
    }
  }
}
