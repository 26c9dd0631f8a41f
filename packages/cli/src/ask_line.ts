import { createInterface } from "node:readline";
import type { LineAnswer, LineRequest } from "./io.ts";
import type { ProcessStreams } from "./process_io.ts";

/** Asks for a line that may be edited, with history and completion. */
export function askLine(streams: ProcessStreams, request: LineRequest): Promise<LineAnswer> {
  const { stdin, stdout, stderr } = streams;
  const { prompt, history = [], complete } = request;
  // Where the answer goes to a file, the question must not.
  const screen = stdout.isTTY === true ? stdout : stderr;
  return new Promise((resolve) => {
    const reader = createInterface({
      input: stdin,
      output: screen,
      prompt,
      history: [...history],
      historySize: Math.max(history.length, 1),
      ...(complete === undefined
        ? {}
        : { completer: (line: string) => [[...complete(line)[0]], complete(line)[1]] }),
    });
    const lines: string[] = [];
    const onLine = (text: string): void => {
      lines.push(text);
      // The rest of a pasted text comes in the same turn; it belongs to the next question.
      if (lines.length === 1) setImmediate(() => close({ kind: "line", text }));
    };
    const onClose = (): void => {
      screen.write("\n");
      resolve({ kind: "end" });
    };
    const close = (answer: LineAnswer): void => {
      reader.off("close", onClose);
      const typed = [...lines.slice(1).map((line) => `${line}\n`), reader.line].join("");
      reader.close();
      if (answer.kind === "line" && typed !== "") stdin.unshift(Buffer.from(typed));
      resolve(answer);
    };
    reader.on("line", onLine);
    reader.on("SIGINT", () => {
      screen.write("^C\n");
      close({ kind: "interrupted" });
    });
    reader.on("close", onClose);
    reader.prompt();
  });
}
