import { writeSync } from "node:fs";
import { errorCodeOf } from "./error_code.ts";
import type { OutputState } from "./io.ts";
import type { OutputStream, ProcessStreams } from "./process_io.ts";

const STANDARD_OUTPUT = 1;

/**
 * Standard output of a process. Of this one it is written by its descriptor, at once, as Node's stream
 * does it: that stream takes longer to make than a line to write. It is opened when it is asked for, or
 * when whoever has given the descriptor does not let a write wait.
 */
export class ProcessOutput {
  readonly #streams: ProcessStreams;
  #isDirect: boolean;
  #state: OutputState = { kind: "good" };
  #stream: OutputStream | undefined;

  constructor(streams: ProcessStreams) {
    this.#streams = streams;
    // A console of Windows takes text, and not octets.
    this.#isDirect = streams === process && streams.platform !== "win32";
  }

  get stream(): OutputStream {
    this.#stream ??= this.#streams.stdout.on("error", (error) => {
      this.#state = stateAfter(error);
    });
    return this.#stream;
  }

  /** Writes; after a failure it drops what comes. `done` is called when the octets may be overwritten. */
  write(text: string | Uint8Array, done: () => void = () => undefined): void {
    const left = this.#isDirect ? this.#writeNow(Buffer.from(text)) : text;
    if (this.#state.kind === "good" && left.length > 0) this.stream.write(left, done);
    else done();
  }

  /** Resolves when everything has been handed on. */
  async flush(): Promise<OutputState> {
    const stream = this.#stream;
    if (stream !== undefined && this.#state.kind === "good") {
      await new Promise<void>((resolve) => stream.write("", () => resolve()));
    }
    return this.#state;
  }

  /** Answers what could not be written at once. */
  #writeNow(bytes: Uint8Array): Uint8Array {
    let count = 0;
    try {
      while (this.#state.kind === "good" && count < bytes.length) {
        count += writeSync(STANDARD_OUTPUT, bytes, count);
      }
    } catch (error) {
      this.#isDirect = false;
      if (errorCodeOf(error) !== "EAGAIN") this.#state = stateAfter(error);
    }
    return bytes.subarray(count);
  }
}

function stateAfter(error: unknown): OutputState {
  const code = errorCodeOf(error);
  return code === "EPIPE" ? { kind: "closed" } : { kind: "failed", code };
}
