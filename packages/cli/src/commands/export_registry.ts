import { formatRegistry } from "@fieldpost/core";
import { writeOutput } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { openUnit } from "../open_unit.ts";
import { renderJson } from "../text/render_json.ts";
import { showLine } from "../text/show_text.ts";

/** `registry --export [file]`. */
export async function exportRegistry({ io, words, isJson }: CommandContext): Promise<number> {
  const [path, ...others] = words.operands;
  if (others.length > 0) {
    throw new CliFailure(
      "usage",
      "Cannot export the registry: more than one file is named, one is accepted",
    );
  }
  const { registry } = await (await openUnit(io)).registry.read();
  const document = formatRegistry(registry);
  if (path === undefined || path === "-") {
    io.write(isJson ? renderJson({ document }) : document);
    return 0;
  }
  await writeOutput(path, new TextEncoder().encode(document));
  const keys = registry.persistentEntries().length;
  const counted = keys === 1 ? "1 key" : `${keys} keys`;
  io.write(isJson ? renderJson({ file: path, keys }) : `Wrote ${counted} to ${showLine(path)}.\n`);
  return 0;
}
