import { createReadStream } from "node:fs";
import { hostname } from "node:os";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { askLine } from "./ask_line.ts";
import type { Io, LineAnswer, TerminalSize } from "./io.ts";
import { ProcessInput } from "./process_input.ts";
import { ProcessOutput } from "./process_output.ts";
import { readSecretLine } from "./secret_line.ts";

/** Where a person or a program types. */
export type InputStream = Pick<
  Readable,
  "on" | "off" | "pause" | "resume" | "unshift" | "destroy" | typeof Symbol.asyncIterator
> &
  NodeJS.ReadableStream & {
    readonly isTTY?: boolean;
    setRawMode(isRaw: boolean): unknown;
  };

/** What a person or a program reads. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** What is used of a process, or of something that stands in for one. */
export interface ProcessStreams {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  on(signal: NodeJS.Signals, act: () => void): unknown;
  once(signal: NodeJS.Signals, act: () => void): unknown;
  off(signal: NodeJS.Signals, act: () => void): unknown;
}

/** How a process is asked to end. Not SIGHUP: under nohup it has to stay without effect. */
const STOP_SIGNALS = ["SIGTERM", "SIGINT"] as const;

/**
 * Connects the command to a process: the only place that touches its streams.
 *
 * *Diagnostics*: a reader that closes standard output early is no failure, what is written after is
 * dropped and the work goes on; any other failure of writing is told by `flush()`. The terminal is in
 * raw mode only while a secret or a line of the console is typed.
 *
 * @example Where the command runs
 * ```ts
 * import { openProcessIo } from "@fieldpost/cli";
 * import assert from "node:assert/strict";
 *
 * const io = openProcessIo();
 * assert.equal(io.platform, process.platform);
 * assert.deepEqual(await io.flush(), { kind: "good" });
 * ```
 */
export function openProcessIo(streams: ProcessStreams = process): Io {
  const { env, platform } = streams;
  const input = new ProcessInput(streams);
  const output = new ProcessOutput(streams);
  return {
    environment: env,
    platform,
    machineName: hostname(),
    get isInteractive() {
      return input.isTerminal && streams.stderr.isTTY === true;
    },
    get isInputTerminal() {
      return input.isTerminal;
    },
    get isOutputTerminal() {
      return output.stream.isTTY === true;
    },
    write: (text) => output.write(text),
    writeBytes: (bytes) => new Promise((resolve) => output.write(bytes, resolve)),
    writeError: openErrors(streams),
    readInput: (limitBytes) => readAll(input.pieces(), limitBytes),
    readDescriptor: (descriptor, limitBytes) =>
      descriptor === 0
        ? readAll(input.pieces(), limitBytes)
        : readAll(createReadStream("", { fd: descriptor }), limitBytes),
    input: () => input.pieces(),
    readLine: (request) => askLine(streams, request),
    terminalSize: () => sizeOf(output.stream),
    onInterrupt: (act) => {
      streams.once("SIGINT", act);
      return () => streams.off("SIGINT", act);
    },
    onStop: (act) => {
      for (const name of STOP_SIGNALS) streams.on(name, act);
      return () => {
        for (const name of STOP_SIGNALS) streams.off(name, act);
      };
    },
    readSecretLine: (prompt) => askSecretLine(streams, prompt),
    pause: (delayMs) => pause(streams, delayMs),
    flush: () => output.flush(),
  };
}

/** Standard error, opened with the first text; that it cannot be written is nobody's failure. */
function openErrors(streams: ProcessStreams): (text: string) => void {
  let stream: OutputStream | undefined;
  return (text) => {
    stream ??= streams.stderr.on("error", () => undefined);
    stream.write(text);
  };
}

function pause(streams: ProcessStreams, delayMs: number): Promise<"over" | "interrupted"> {
  return new Promise((resolve) => {
    const end = (why: "over" | "interrupted"): void => {
      clearTimeout(timer);
      streams.off("SIGINT", onInterrupt);
      resolve(why);
    };
    const onInterrupt = (): void => end("interrupted");
    const timer = setTimeout(end, delayMs, "over");
    streams.once("SIGINT", onInterrupt);
  });
}

function sizeOf({ isTTY, columns = 0, rows = 0 }: OutputStream): TerminalSize | undefined {
  // A terminal that does not know its size says 0.
  return isTTY && columns > 0 && rows > 0 ? { columns, rows } : undefined;
}

async function readAll(
  pieces: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of pieces) {
    // Its place is used again.
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > limitBytes) {
      // Leaving the loop closes the stream, so whoever writes to it does not wait for ever.
      return undefined;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function askSecretLine({ stdin, stderr }: ProcessStreams, prompt: string): Promise<LineAnswer> {
  return new Promise((resolve) => {
    const decoder = new StringDecoder("utf8");
    let typed = "";
    const close = (answer: LineAnswer, rest: string): void => {
      stdin.off("data", onData);
      stdin.off("end", onEnd);
      stdin.pause();
      stdin.setRawMode(false);
      if (rest !== "") stdin.unshift(Buffer.from(rest));
      stderr.write("\n");
      resolve(answer);
    };
    const onData = (chunk: Buffer | string): void => {
      typed += typeof chunk === "string" ? chunk : decoder.write(chunk);
      const line = readSecretLine(typed);
      if (line !== undefined) close(line.answer, line.rest);
    };
    const onEnd = (): void => close({ kind: "end" }, "");
    // Before the prompt: what is typed at once must not be shown either.
    stdin.setRawMode(true);
    stderr.write(prompt);
    stdin.on("data", onData);
    stdin.on("end", onEnd);
    stdin.resume();
  });
}
