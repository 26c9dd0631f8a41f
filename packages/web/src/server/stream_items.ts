import { PendingItem } from "./pending_item.ts";

/** Silence after which a stream says that it is still there, in milliseconds. */
export const STREAM_BEAT_MS = 15_000;

/** How items of a stream are written, and what says "still there" in between. */
export interface StreamForm {
  readonly mediaType: string;
  readonly format: (item: unknown) => Uint8Array;
  readonly beat: string;
  /** What a stream begins with. */
  readonly opening?: string;
}

/** Milliseconds after which a browser whose stream has ended comes back. */
const COME_BACK_MS = 2000;

const encoder = new TextEncoder();

/** What many get is written and encoded once; those who get it share the octets. */
const written = new WeakMap<object, Uint8Array>();

function writeEvent(item: unknown): Uint8Array {
  const isShared = typeof item === "object" && item !== null;
  const known = isShared ? written.get(item) : undefined;
  if (known !== undefined) return known;
  const octets = encoder.encode(`data: ${JSON.stringify(item)}\n\n`);
  if (isShared) written.set(item, octets);
  return octets;
}

/** The forms of streams. */
export const STREAM_FORMS: Readonly<Record<"ndjson" | "events", StreamForm>> = {
  ndjson: {
    mediaType: "application/x-ndjson",
    format: (item) => encoder.encode(`${JSON.stringify(item)}\n`),
    beat: "\n",
  },
  // https://html.spec.whatwg.org/multipage/server-sent-events.html
  events: {
    mediaType: "text/event-stream",
    format: writeEvent,
    // No comment: a browser tells its page of events only, and the page notices when this fails to come.
    beat: "event: beat\ndata:\n\n",
    opening: `retry: ${COME_BACK_MS}\n\n`,
  },
};

/** What is streamed, and how. */
export interface StreamOptions {
  readonly items: AsyncIterable<unknown>;
  readonly form: StreamForm;
  /** Aborted when the other side has gone away. */
  readonly gone: AbortController;
  /** Told of an error of the items; the stream is cut off then. */
  readonly onError: (error: unknown) => void;
}

/**
 * Writes items as they come. One is asked for when the last one has been taken: nothing is buffered
 * for a slow reader.
 */
export function streamItems(options: StreamOptions): ReadableStream<Uint8Array> {
  const { items, form, gone, onError } = options;
  const iterator = items[Symbol.asyncIterator]();
  let next: PendingItem | undefined;
  const end = async (): Promise<void> => {
    gone.abort();
    await iterator.return?.();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (form.opening !== undefined) controller.enqueue(encoder.encode(form.opening));
      },
      async pull(controller) {
        next ??= new PendingItem(iterator.next());
        try {
          const result = await next.orBeat(gone.signal, STREAM_BEAT_MS);
          if (result === "gone") {
            end().catch(() => undefined);
            return controller.close();
          }
          if (result === "beat") return controller.enqueue(encoder.encode(form.beat));
          next = undefined;
          if (result.done === true) {
            gone.abort();
            return controller.close();
          }
          controller.enqueue(form.format(result.value));
        } catch (error) {
          if (gone.signal.aborted) return controller.close();
          gone.abort();
          onError(error);
          controller.error(error);
        }
      },
      // Not awaited: items that are waited for may come late, and nobody wants them any more.
      cancel() {
        end().catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
