import { EventEmitter } from "node:events";
import { PassThrough, Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { TerminalSize } from "./io.ts";
import type { ProcessStreams } from "./process_io.ts";

/** A terminal that is somewhere else: what is typed there comes in, what is shown there goes out. */
export interface ConsoleTerminal {
  /** Who sits there, for log and history. */
  readonly user: string;
  /** Its size now. */
  size(): TerminalSize;
  /** Calls this whenever the size has changed. */
  onResize(act: () => void): void;
  /** Calls this with what is typed, as a terminal in raw mode sends it. */
  onInput(act: (text: string) => void): void;
  /** Shows a text; resolves when there is room for more. */
  write(text: string): Promise<void>;
  /** Aborts when nobody sits there any more. */
  readonly closed: AbortSignal;
}

const INTERRUPT = "\u0003";
/** What is typed ahead of a command that does not read it; more is dropped. */
const TYPED_AHEAD_LIMIT = 16_384;
const NOT_INTERRUPTED = "This command cannot be interrupted; it ends by itself.\n";

/**
 * Makes the streams of a process out of a terminal that is somewhere else. As on a real one, Ctrl-C is
 * a character while a line is typed and the signal SIGINT while a command runs; a command that is busy
 * gets it when it listens again. A terminal that closes is a last Ctrl-C: what was half typed must not
 * count as finished.
 */
export function openTerminalStreams(
  terminal: ConsoleTerminal,
  environment: Readonly<Record<string, string | undefined>>,
): ProcessStreams {
  const signals = new EventEmitter();
  let isRaw = false;
  let isPending = false;
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (mode: boolean) => {
      isRaw = mode;
      if (mode) isPending = false;
    },
  });
  const stdout = openScreen(terminal);
  const interrupt = (): void => {
    stdin.read();
    stdout.write("^C\n");
    if (signals.emit("SIGINT")) return;
    if (isPending) stdout.write(NOT_INTERRUPTED);
    isPending = true;
  };
  signals.on("newListener", () => {
    if (isPending) process.nextTick(() => signals.emit("SIGINT"));
    isPending = false;
  });
  const type = (text: string): void => {
    const end = isRaw ? -1 : text.lastIndexOf(INTERRUPT);
    if (end >= 0) interrupt();
    const rest = text.slice(end + 1);
    if (stdin.readableLength + rest.length <= TYPED_AHEAD_LIMIT) stdin.write(rest);
  };
  terminal.onInput(type);
  terminal.closed.addEventListener("abort", () => type(INTERRUPT));
  return {
    stdin,
    stdout,
    stderr: stdout,
    env: environment,
    platform: process.platform,
    on: (signal, act) => signals.on(signal, act),
    once: (signal, act) => signals.once(signal, act),
    off: (signal, act) => signals.off(signal, act),
  };
}

function openScreen(terminal: ConsoleTerminal): ProcessStreams["stdout"] {
  const decoder = new StringDecoder("utf8");
  const screen = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (terminal.closed.aborted) return done();
      terminal.write(decoder.write(chunk)).then(() => done(), done);
    },
  });
  terminal.onResize(() => screen.emit("resize"));
  return Object.defineProperties(Object.assign(screen, { isTTY: true }), {
    columns: { get: () => terminal.size().columns },
    rows: { get: () => terminal.size().rows },
  });
}
