import { EventEmitter, once } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { openProcessIo, type ProcessStreams } from "./process_io.ts";

interface FakeTerminal {
  readonly streams: ProcessStreams;
  readonly input: PassThrough;
  readonly screen: () => string;
  readonly modes: readonly boolean[];
  /** Resolves when a text is on the screen. */
  readonly shows: (text: string) => Promise<void>;
}

function openFakeTerminal(): FakeTerminal {
  const modes: boolean[] = [];
  let screen = "";
  const input = new PassThrough();
  const output = new PassThrough();
  output.on("data", (chunk: Buffer) => {
    screen += chunk.toString("utf8");
  });
  const stdin = Object.assign(input, {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  });
  const stdout = Object.assign(output, { isTTY: true });
  const streams = { stdin, stdout, stderr: stdout, env: {}, platform: "linux" };
  const shows = async (text: string): Promise<void> => {
    while (!screen.includes(text)) await once(output, "data");
  };
  return {
    streams: streams as unknown as ProcessStreams,
    input,
    screen: () => screen,
    modes,
    shows,
  };
}

describe("openProcessIo()", () => {
  it("openProcessIo() asks for a secret in raw mode, shows nothing of it, and restores the mode", async () => {
    const terminal = openFakeTerminal();
    const io = openProcessIo(terminal.streams);
    const answer = io.readSecretLine("Password: ");
    terminal.input.write("s3c");
    terminal.input.write("ret\r");
    expect(await answer).toEqual({ kind: "line", text: "s3cret" });
    expect(terminal.modes).toEqual([true, false]);
    expect(terminal.screen()).toBe("Password: \n");
  });

  it("openProcessIo() keeps what was typed ahead for the next question", async () => {
    const terminal = openFakeTerminal();
    const io = openProcessIo(terminal.streams);
    const first = io.readSecretLine("Password: ");
    terminal.input.write("one\rtwo\r");
    expect(await first).toEqual({ kind: "line", text: "one" });
    expect(await io.readSecretLine("Again: ")).toEqual({ kind: "line", text: "two" });
  });

  it("openProcessIo() reads a character that comes in two pieces", async () => {
    const terminal = openFakeTerminal();
    const answer = openProcessIo(terminal.streams).readSecretLine("");
    const [first, ...rest] = Buffer.from("\u00e4\r");
    terminal.input.write(Buffer.from([first ?? 0]));
    terminal.input.write(Buffer.from(rest));
    expect(await answer).toEqual({ kind: "line", text: "\u00e4" });
  });

  it("openProcessIo() answers Ctrl-C and the end of the input, mode restored", async () => {
    const interrupted = openFakeTerminal();
    const first = openProcessIo(interrupted.streams).readSecretLine("");
    interrupted.input.write("s3\u0003");
    expect(await first).toEqual({ kind: "interrupted" });
    const ended = openFakeTerminal();
    const second = openProcessIo(ended.streams).readSecretLine("");
    ended.input.end();
    expect(await second).toEqual({ kind: "end" });
    expect([interrupted.modes, ended.modes]).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  it("openProcessIo() reads lines, pasted ones one after the other", async () => {
    const terminal = openFakeTerminal();
    const io = openProcessIo(terminal.streams);
    const first = io.readLine({ prompt: "a /> " });
    terminal.input.write("one\rtwo\r");
    expect(await first).toEqual({ kind: "line", text: "one" });
    expect(await io.readLine({ prompt: "a /> " })).toEqual({ kind: "line", text: "two" });
    const third = io.readLine({ prompt: "a /> " });
    terminal.input.write("x\u0003");
    expect(await third).toEqual({ kind: "interrupted" });
    const fourth = io.readLine({ prompt: "a /> " });
    terminal.input.write("\u0004");
    expect(await fourth).toEqual({ kind: "end" });
  });

  it("openProcessIo() completes with the tabulator", async () => {
    const terminal = openFakeTerminal();
    const io = openProcessIo(terminal.streams);
    const answer = io.readLine({ prompt: "", complete: (line) => [["plan "], line] });
    terminal.input.write("PL");
    terminal.input.write("\t");
    await terminal.shows("plan ");
    terminal.input.write("--json\r");
    expect(await answer).toEqual({ kind: "line", text: "plan --json" });
  });

  it("openProcessIo() reads input up to a limit", async () => {
    const within = openFakeTerminal();
    within.input.end("12345");
    expect(await openProcessIo(within.streams).readInput(5)).toEqual(Buffer.from("12345"));
    const beyond = openFakeTerminal();
    beyond.input.write("123456");
    expect(await openProcessIo(beyond.streams).readInput(5)).toBeUndefined();
    expect(beyond.input.destroyed).toBe(true);
  });

  it.each([
    ["EPIPE", { kind: "closed" }],
    ["ENOSPC", { kind: "failed", code: "ENOSPC" }],
  ])("openProcessIo() tells how writing ended after %s", async (code, state) => {
    const terminal = openFakeTerminal();
    const io = openProcessIo(terminal.streams);
    io.write("written");
    terminal.streams.stdout.emit("error", Object.assign(new Error("."), { code }));
    io.write("dropped");
    expect(await io.flush()).toEqual(state);
    expect(terminal.screen()).toBe("written");
  });

  it.each([
    [
      { isTTY: true, columns: 80, rows: 24 },
      { columns: 80, rows: 24 },
    ],
    [{ isTTY: true, columns: 0, rows: 0 }, undefined],
    [{ isTTY: false, columns: 80, rows: 24 }, undefined],
  ])("openProcessIo() knows the size of %j", (terminal, size) => {
    const { streams } = openFakeTerminal();
    Object.assign(streams.stdout, terminal);
    expect(openProcessIo(streams).terminalSize?.()).toEqual(size);
  });

  it("openProcessIo() hands Ctrl-C to a command until it is done", () => {
    const process = new EventEmitter();
    const { streams } = openFakeTerminal();
    const fake = {
      ...streams,
      once: process.once.bind(process),
      off: process.off.bind(process),
    };
    const io = openProcessIo(fake as unknown as ProcessStreams);
    let count = 0;
    const release = io.onInterrupt?.(() => {
      count += 1;
    });
    process.emit("SIGINT");
    expect(count).toBe(1);
    io.onInterrupt?.(() => {
      count += 1;
    })();
    release?.();
    expect(process.listenerCount("SIGINT")).toBe(0);
  });
});
