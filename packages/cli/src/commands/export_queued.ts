import { type Fieldpost, writeOutput } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { oneOperand } from "../one_operand.ts";
import { openUnit } from "../open_unit.ts";
import { parseQueuedName, unknownMessage } from "../queued_name.ts";
import { renderJson } from "../text/render_json.ts";
import { showLine } from "../text/show_text.ts";

/** `queue export`. */
export async function exportQueued({ io, words, isJson }: CommandContext): Promise<number> {
  const [, name, ...files] = words.operands;
  const message = parseQueuedName(oneOperand(name === undefined ? [] : [name], "queue export"));
  if (files.length > 1 || (isJson && files.length === 0)) {
    throw new CliFailure("usage", "Cannot export the message: the name of one file is accepted");
  }
  const unit = await openUnit(io);
  const content = await unit.queue.content(message);
  if (content === undefined) throw await whyNoContent(message, unit);
  const [file] = files;
  if (file === undefined) {
    for await (const chunk of content) await io.writeBytes(chunk);
    return 0;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(Uint8Array.from(chunk));
  const bytes = Buffer.concat(chunks);
  await writeOutput(file, bytes);
  io.write(
    isJson
      ? renderJson({ message, file, sizeBytes: bytes.length })
      : `Written to ${showLine(file)}: ${bytes.length} octets.\n`,
  );
  return 0;
}

async function whyNoContent(name: string, unit: Fieldpost): Promise<CliFailure> {
  if ((await unit.queue.story(name)) === undefined) return unknownMessage(name);
  return new CliFailure(
    "not-set",
    `Cannot export the message ${name}: it is over and its content was not kept, one that waits or has failed is accepted`,
  );
}
