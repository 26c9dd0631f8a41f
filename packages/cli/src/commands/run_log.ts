import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { openUnit } from "../open_unit.ts";
import { renderJson } from "../text/render_json.ts";
import { showLine } from "../text/show_text.ts";

/** `log`. */
export async function runLog({ io, words, isJson }: CommandContext): Promise<number> {
  words.allowNoOperand("log", "it takes options only");
  const count = readTail(words.value("tail"));
  const { log } = await openUnit(io);
  if (isJson) {
    io.write(renderJson({ records: lastOf(await log.records(), count) }));
    return 0;
  }
  const lines = lastOf(await log.lines(), count);
  io.write(lines.map((line) => `${showLine(line)}\n`).join(""));
  return 0;
}

function readTail(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CliFailure(
    "usage",
    "Cannot use --tail: its value is no number of lines, digits are accepted",
  );
}

function lastOf<Item>(items: readonly Item[], count: number | undefined): readonly Item[] {
  return count === undefined ? items : items.slice(Math.max(0, items.length - count));
}
