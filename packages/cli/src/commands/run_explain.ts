import { explainLog, LOG_LIMIT } from "@fieldpost/core";
import { readInput, systemClock } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { answerExplanation, renderExplanation } from "../text/render_explanation.ts";
import { renderJson } from "../text/render_json.ts";

/** Of a larger file only the end would be read, and all of it is in memory. */
const LIMIT_BYTES = 64 * LOG_LIMIT;

/** `explain`. */
export async function runExplain(context: CommandContext): Promise<number> {
  const { io, words, paint, isJson } = context;
  const log = textOf(await readLog(context));
  if (log.trim() === "") {
    const why = "it is empty, the lines around a failure are accepted";
    throw new CliFailure("input-invalid", `Cannot explain the log: ${why}`);
  }
  const explanation = explainLog(log, { todayMs: systemClock.nowMs() });
  if (isJson) io.write(renderJson(answerExplanation(explanation)));
  else io.write(renderExplanation(explanation, { paint, withLog: words.has("log") }));
  return 0;
}

/** PowerShell writes what it redirects in UTF-16, and says so with a byte order mark. */
function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}

async function readLog({ io, words }: CommandContext): Promise<Uint8Array> {
  const [path, ...more] = words.operands;
  if (more.length > 0) {
    throw new CliFailure("usage", "Cannot explain more than one log at a time: name one file");
  }
  if (path !== undefined && path !== "-") {
    return await readInput(path, { what: "log", limitBytes: LIMIT_BYTES, takesPipe: true });
  }
  if (path === undefined && io.isInputTerminal) {
    const accepted = "a file, or a dash for what is pasted here, is accepted";
    throw new CliFailure("usage", `Cannot explain: no log was given, ${accepted}`);
  }
  const bytes = await io.readInput(LIMIT_BYTES);
  if (bytes !== undefined) return bytes;
  const why = `it has more than ${LIMIT_BYTES} octets, a shorter part of it is accepted`;
  throw new CliFailure("input-invalid", `Cannot explain the log: ${why}`);
}
