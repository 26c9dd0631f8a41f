import type { LineAnswer } from "./io.ts";

/** A line that was typed without being shown, and what was typed after it. */
export interface SecretLine {
  readonly answer: LineAnswer;
  readonly rest: string;
}

const END_REGEXP = /[\r\n\u0003\u0004]/;
const ESCAPE_SEQUENCE_REGEXP = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?/gsu;

/**
 * Reads a line from what a terminal in raw mode has sent so far; `undefined` while it goes on.
 *
 * Backspace and Ctrl-U edit, Ctrl-C interrupts, Ctrl-D on an empty line ends. Arrow keys and the marks
 * around pasted text are left out, as are other control characters.
 */
export function readSecretLine(typed: string): SecretLine | undefined {
  const end = END_REGEXP.exec(typed);
  if (end === null) return undefined;
  const text = applyKeys(typed.slice(0, end.index));
  const key = end[0];
  const after = typed.slice(end.index + 1);
  const rest = key === "\r" && after.startsWith("\n") ? after.slice(1) : after;
  if (key === "\u0003") return { answer: { kind: "interrupted" }, rest };
  if (key === "\u0004" && text === "") return { answer: { kind: "end" }, rest };
  return { answer: { kind: "line", text }, rest };
}

function applyKeys(keys: string): string {
  const typed: string[] = [];
  for (const key of keys.replace(ESCAPE_SEQUENCE_REGEXP, "")) {
    if (key === "\u007f" || key === "\b") typed.pop();
    else if (key === "\u0015") typed.length = 0;
    else if (!/\p{Cc}/u.test(key)) typed.push(key);
  }
  return typed.join("");
}
