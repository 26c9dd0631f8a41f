import { CATALOGUE, unitNameOf } from "@fieldpost/core";
import { completeLine } from "./complete_line.ts";
import type { Io } from "./io.ts";
import { openUnit } from "./open_unit.ts";
import { splitWords } from "./split_words.ts";
import { showLine } from "./text/show_text.ts";

const HISTORY_LINES = 200;
const LEAVING_WORDS: readonly string[] = ["exit", "quit", "bye"];

/** Runs one command line and answers its exit code. */
export type RunLine = (words: readonly string[]) => Promise<number>;

/**
 * Reads commands from a terminal and runs each, until `exit` or the end of the input.
 *
 * @returns The exit code of the last command.
 */
export async function runConsole(io: Io, runLine: RunLine): Promise<number> {
  io.write('"help" lists the commands, "exit" leaves.\n');
  const history: string[] = [];
  let code = 0;
  for (;;) {
    const { name, keys } = await readUnit(io);
    const answer = await io.readLine({
      prompt: `${showLine(name)} /> `,
      history,
      complete: (line) => completeLine(line, keys),
    });
    if (answer.kind === "end") return code;
    if (answer.kind === "interrupted") continue;
    const split = splitWords(answer.text);
    if (split.kind === "unclosed") {
      io.writeError(`fieldpost: Cannot read the line: the quote ${split.quote} is not closed\n`);
      continue;
    }
    const [first] = split.words;
    if (first === undefined) continue;
    remember(history, answer.text);
    if (LEAVING_WORDS.includes(first.toLowerCase())) return code;
    code = await runLine(withoutName(split.words));
  }
}

function remember(history: string[], line: string): void {
  if (history[0] !== line) history.unshift(line);
  history.length = Math.min(history.length, HISTORY_LINES);
}

/** A line copied from a document begins with the command's own name. */
function withoutName(words: readonly string[]): readonly string[] {
  return words[0]?.toLowerCase() === "fieldpost" && words.length > 1 ? words.slice(1) : words;
}

interface UnitNames {
  readonly name: string;
  readonly keys: readonly string[];
}

/** A data directory that cannot be read does not close the console: commands say what is wrong. */
async function readUnit(io: Io): Promise<UnitNames> {
  const known = CATALOGUE.map(({ key }) => key).filter((key) => !key.includes("<"));
  try {
    const { registry } = await (await openUnit(io)).registry.read();
    const set = registry.entries().map(([key]) => key);
    return { name: unitNameOf(registry, io.machineName), keys: [...set, ...known] };
  } catch {
    return { name: io.machineName, keys: known };
  }
}
