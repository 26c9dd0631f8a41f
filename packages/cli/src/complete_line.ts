import { COMMAND_HELP } from "./find_command.ts";

/** What the end of a typed line may become, and that end. */
export type Completion = readonly [candidates: readonly string[], end: string];

/** Completes the last word of a console line: a command, an option of it, or a registry key. */
export function completeLine(line: string, keys: readonly string[]): Completion {
  const end = /[^\s'"]*$/.exec(line)?.[0] ?? "";
  const before = line.slice(0, line.length - end.length).trim();
  const typed = end.toLowerCase();
  const found = candidatesFor(before, end, keys).filter((each) =>
    each.toLowerCase().startsWith(typed),
  );
  const candidates = [...new Set(found)].toSorted();
  const [only] = candidates;
  // A whole word is finished with a space, a node is not: its keys follow.
  const isWhole = candidates.length === 1 && only?.endsWith("/") === false;
  return [isWhole ? [`${only} `] : candidates, end];
}

function candidatesFor(before: string, end: string, keys: readonly string[]): readonly string[] {
  const commands = COMMAND_HELP.map(({ name }) => name);
  if (before === "") return [...commands, "exit"];
  const [word = ""] = before.toLowerCase().split(/\s+/);
  const help = COMMAND_HELP.find(({ name, aliases }) => name === word || aliases.includes(word));
  if (end.startsWith("-")) return help?.options.map(({ name }) => `--${name}`) ?? [];
  if (help?.name === "help") return commands;
  return help?.name === "registry" ? keys.flatMap((key) => nextParts(key, end)) : [];
}

/** The key up to its next slash, so that one level is completed at a time. */
function nextParts(key: string, end: string): readonly string[] {
  const next = key.indexOf("/", end.length);
  return [next < 0 ? key : key.slice(0, next + 1)];
}
