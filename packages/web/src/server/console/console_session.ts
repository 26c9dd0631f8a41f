import { Buffer } from "node:buffer";
import type { RawData, WebSocket } from "ws";
import { z } from "zod";
import type { ConsoleEnd, ConsoleInput, ConsoleOutput } from "../../api/console_api.ts";
import type { PageTerminal } from "../page_terminal.ts";

/** Runs an interactive console on a terminal, until it is left or the terminal closes. */
export type OpenConsole = (terminal: PageTerminal) => Promise<void>;

/** What one console may use. */
export interface ConsoleLimits {
  /** Consoles at one time. */
  readonly consoles: number;
  /** Octets of one message. */
  readonly messageBytes: number;
  /** Without anything typed it ends after so long, in milliseconds. */
  readonly idleMs: number;
  /** Octets that may wait for a slow reader. */
  readonly unreadBytes: number;
  /** How old the proof that the user may do this gets while somebody types, in milliseconds. */
  readonly proofMs: number;
  /** A browser that does not answer for so long is gone, in milliseconds. */
  readonly beatMs: number;
}

/** The limits of consoles. */
export const CONSOLE_LIMITS: ConsoleLimits = {
  consoles: 4,
  messageBytes: 16 * 1024,
  idleMs: 30 * 60_000,
  unreadBytes: 4 * 1024 * 1024,
  proofMs: 2000,
  beatMs: 30_000,
};

/** What one console works with. */
export interface ConsoleSessionParts {
  readonly socket: WebSocket;
  readonly open: OpenConsole | undefined;
  readonly user: string;
  /** Aborted when the session that opened it is over. */
  readonly ended: AbortSignal | null;
  /** Aborted when the unit stops. */
  readonly stopping: AbortSignal;
  /** Whether the user may still do this; asked while something is typed, and counts as use. */
  readonly isAdmitted: () => Promise<boolean>;
  readonly limits: ConsoleLimits;
}

const INPUT: z.ZodType<ConsoleInput> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("input"), text: z.string() }),
  z.strictObject({
    kind: z.literal("resize"),
    columns: z.int().min(2).max(1000),
    rows: z.int().min(1).max(1000),
  }),
]);

const NORMAL_CLOSURE = 1000;

/**
 * Runs a console over a WebSocket until either side ends it, and answers why it ended.
 *
 * *Diagnostics*: nothing throws; an error of the socket is an end. Whatever ends it, the terminal is
 * closed, and a command that was running is interrupted.
 */
export async function runConsoleSession(parts: ConsoleSessionParts): Promise<ConsoleEnd> {
  const { socket, open, ended, limits } = parts;
  if (open === undefined) return finish(socket, "none");
  const closed = new AbortController();
  const end = (reason: ConsoleEnd): void => closed.abort(reason);
  const acts = { input: (_text: string): void => undefined, resize: (): void => undefined };
  let size = { columns: 80, rows: 24 };
  const idle = setTimeout(end, limits.idleMs, "idle");
  const stopBeat = keepBeat(socket, limits.beatMs);
  const onEnded = (): void => end("session");
  ended?.addEventListener("abort", onEnded);
  const onStop = (): void => end("stopped");
  parts.stopping.addEventListener("abort", onStop);
  if (ended?.aborted === true) end("session");
  socket.on("close", () => end("exit"));
  socket.on("error", () => end("protocol"));
  const take = (message: ConsoleInput): void => {
    if (message.kind === "resize") {
      size = { columns: message.columns, rows: message.rows };
      acts.resize();
    } else {
      idle.refresh();
      acts.input(message.text);
    }
  };
  readMessages(parts, { take, end });
  const done = open({
    user: parts.user,
    size: () => size,
    onResize: (act) => {
      acts.resize = act;
    },
    onInput: (act) => {
      acts.input = act;
    },
    write: (text) =>
      send(socket, { kind: "output", text }, () => {
        if (socket.bufferedAmount > limits.unreadBytes) end("slow");
      }),
    closed: closed.signal,
  });
  await Promise.race([done.catch(() => undefined), aborted(closed.signal)]);
  clearTimeout(idle);
  stopBeat();
  ended?.removeEventListener("abort", onEnded);
  parts.stopping.removeEventListener("abort", onStop);
  const reason = closed.signal.aborted ? (closed.signal.reason as ConsoleEnd) : "exit";
  end(reason);
  return finish(socket, reason);
}

/** Messages in their order, each after the proof that is needed for it. */
function readMessages(
  { socket, isAdmitted, limits }: ConsoleSessionParts,
  { take, end }: { take: (message: ConsoleInput) => void; end: (reason: ConsoleEnd) => void },
): void {
  let provedAtMs = performance.now();
  let before: Promise<void> = Promise.resolve();
  const read = async (data: RawData, isBinary: boolean): Promise<void> => {
    const message = isBinary ? undefined : parseInput(data);
    if (message === undefined) return end("protocol");
    if (message.kind === "input" && performance.now() - provedAtMs > limits.proofMs) {
      if (!(await isAdmitted())) return end("session");
      provedAtMs = performance.now();
    }
    take(message);
  };
  socket.on("message", (data, isBinary) => {
    before = before.then(() => read(data, isBinary)).catch(() => end("protocol"));
  });
}

function parseInput(data: RawData): ConsoleInput | undefined {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
  try {
    const reading = INPUT.safeParse(JSON.parse(bytes.toString("utf8")));
    return reading.success ? reading.data : undefined;
  } catch {
    return undefined;
  }
}

async function send(
  socket: WebSocket,
  message: ConsoleOutput,
  onSent: () => void = () => undefined,
): Promise<void> {
  if (socket.readyState !== socket.OPEN) return;
  const sent = new Promise<void>((resolve) =>
    socket.send(JSON.stringify(message), () => resolve()),
  );
  onSent();
  await sent;
}

/** Does not wait for a reader that may never read; the close has a patience of its own. */
function finish(socket: WebSocket, reason: ConsoleEnd): ConsoleEnd {
  void send(socket, { kind: "end", reason });
  socket.close(NORMAL_CLOSURE);
  return reason;
}

function keepBeat(socket: WebSocket, beatMs: number): () => void {
  let isAlive = true;
  socket.on("pong", () => {
    isAlive = true;
  });
  const beat = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, beatMs);
  return () => clearInterval(beat);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
