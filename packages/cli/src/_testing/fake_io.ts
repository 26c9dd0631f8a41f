import type { Io, LineAnswer, LineRequest, OutputState } from "../io.ts";

/** What a fake process is given. */
export interface FakeIoOptions {
  readonly home: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  readonly descriptors?: Readonly<Record<number, string>>;
  /** What a person answers, in order; only then is there a terminal. */
  readonly answers?: readonly (string | LineAnswer)[];
  readonly isOutputTerminal?: boolean;
  readonly outputState?: OutputState;
  /** What happens during each wait; the wait after the last one is interrupted. */
  readonly pauses?: readonly (() => Promise<void> | void)[];
}

/** A process without a process: it records what is written and plays what is read. */
export interface FakeIo extends Io {
  readonly output: () => string;
  readonly errors: () => string;
  readonly prompts: readonly string[];
}

export function openFakeIo(options: FakeIoOptions): FakeIo {
  const { home, environment = {}, input = "", descriptors = {}, answers } = options;
  const written = { output: "", errors: "" };
  const prompts: string[] = [];
  const left = [...(answers ?? [])];
  const answer = async ({ prompt }: LineRequest): Promise<LineAnswer> => {
    prompts.push(prompt);
    const next = left.shift() ?? { kind: "end" };
    return typeof next === "string" ? { kind: "line", text: next } : next;
  };
  const pauses = [...(options.pauses ?? [])];
  return {
    environment: { FIELDPOST_HOME: home, ...environment },
    platform: "linux",
    machineName: "machine7",
    isInteractive: answers !== undefined,
    isInputTerminal: answers !== undefined,
    isOutputTerminal: options.isOutputTerminal ?? false,
    write: (text) => {
      written.output += text;
    },
    writeError: (text) => {
      written.errors += text;
    },
    readInput: async (limitBytes) => within(Buffer.from(input), limitBytes),
    readDescriptor: async (descriptor, limitBytes) => {
      const text = descriptors[descriptor];
      if (text === undefined) throw new Error(`Cannot read ${descriptor}: EBADF`);
      return within(Buffer.from(text), limitBytes);
    },
    input: async function* () {
      yield Buffer.from(input);
    },
    writeBytes: async (bytes) => {
      written.output += Buffer.from(bytes).toString("utf8");
    },
    pause: async () => {
      const act = pauses.shift();
      if (act === undefined) return "interrupted";
      await act();
      return "over";
    },
    readLine: answer,
    readSecretLine: (prompt) => answer({ prompt }),
    flush: async () => options.outputState ?? { kind: "good" },
    output: () => written.output,
    errors: () => written.errors,
    prompts,
  };
}

function within(bytes: Buffer, limitBytes: number): Uint8Array | undefined {
  return bytes.length > limitBytes ? undefined : bytes;
}
