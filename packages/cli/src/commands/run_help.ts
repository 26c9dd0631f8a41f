import type { CommandContext } from "../command.ts";
import { COMMAND_HELP, findCommand } from "../find_command.ts";
import { renderCommandHelp, renderCommandList } from "../text/render_help.ts";
import { renderJson } from "../text/render_json.ts";

/** `help [command]`. */
export async function runHelp({ io, words, isJson }: CommandContext): Promise<number> {
  const [name] = words.operands;
  const commands = name === undefined ? COMMAND_HELP : [findCommand(name, true).help];
  if (isJson) {
    io.write(renderJson({ commands }));
    return 0;
  }
  io.write(
    name === undefined
      ? renderCommandList(COMMAND_HELP)
      : commands.map(renderCommandHelp).join("\n"),
  );
  return 0;
}
