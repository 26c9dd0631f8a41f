import { ContentChunks, type PreparedChunk } from "@fieldpost/core";

/** The content of one message as the chunks of BDAT; it is read one chunk ahead, to know the last. */
export class ChunkFeed {
  readonly #chunks: AsyncGenerator<Uint8Array>;
  #held: Uint8Array | undefined;
  #next: Promise<IteratorResult<Uint8Array>> | undefined;

  constructor(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    this.#chunks = chunksOf(content);
  }

  /** Holds the next chunk ready and says what it is. */
  async prepare(): Promise<PreparedChunk> {
    const { done, value } = await (this.#next ?? this.#chunks.next());
    this.#held = done === true ? undefined : value;
    const next = await this.#chunks.next();
    this.#next = Promise.resolve(next);
    return { sizeBytes: this.#held?.length ?? 0, isLast: next.done === true };
  }

  /** Gives the chunk that is held away. */
  take(): Uint8Array | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held;
  }

  /** Reads no more. */
  async end(): Promise<void> {
    await this.#chunks.return(undefined);
  }
}

async function* chunksOf(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const chunks = new ContentChunks();
  for await (const octets of content) yield* chunks.push(octets);
  yield* chunks.finish();
}
