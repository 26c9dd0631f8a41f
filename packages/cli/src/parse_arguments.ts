import { Arguments } from "./arguments.ts";
import { CliFailure } from "./cli_failure.ts";
import type { CommandOption } from "./command_help.ts";
import { nearestWord } from "./nearest_word.ts";

const HELP_OPTION: CommandOption = { name: "help", short: "h", meaning: "Show this help" };

const NAME_REGEXP = /^[a-z][a-z-]{0,30}$/;

interface Word {
  readonly option: CommandOption;
  readonly inline: string | undefined;
}

/**
 * Sorts the words of a command line into operands and options.
 *
 * Options are accepted in either case and anywhere; after `--` every word is an operand. A value
 * follows its option as the next word or behind `=`. Nothing that could be a secret is repeated in a
 * message: no value, no operand, and no unknown option where a password is expected.
 *
 * @throws {CliFailure} `usage`
 */
export function parseArguments(
  words: readonly string[],
  options: readonly CommandOption[],
): Arguments {
  const operands: string[] = [];
  const given = new Map<string, readonly string[]>();
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      operands.push(...rest);
      break;
    }
    if (!isOptionWord(word)) {
      operands.push(word);
      continue;
    }
    const { option, inline } = readOption(word, [...options, HELP_OPTION]);
    const before = given.get(option.name);
    if (before !== undefined && option.value !== undefined && option.isRepeatable !== true) {
      throw new CliFailure("usage", `Cannot use --${option.name} twice: one value is accepted`);
    }
    const value = option.value === undefined ? "" : (inline ?? takeValue(option, rest));
    given.set(option.name, [...(before ?? []), value]);
  }
  return new Arguments(operands, given);
}

/** A dash alone stands for standard input, and a negative number is a value. */
export function isOptionWord(word: string): boolean {
  return /^-[^\d]/.test(word);
}

function readOption(word: string, options: readonly CommandOption[]): Word {
  const [, dashes = "", spelled = "", inline] = /^(--?)([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
  const name = spelled.toLowerCase();
  const option = options.find((each) =>
    dashes === "--"
      ? each.name === name
      : each.short === name || (each.short === "h" && name === "?"),
  );
  if (option === undefined) throw unknownOption(`${dashes}${name}`, options);
  if (option.value === undefined && inline !== undefined) throw valueNotWanted(option);
  return { option, inline };
}

function takeValue(option: CommandOption, rest: string[]): string {
  const value = rest.shift();
  if (value !== undefined && !isOptionWord(value)) return value;
  const why = value === undefined ? "nothing follows it" : "another option follows it";
  throw new CliFailure(
    "usage",
    `Cannot use --${option.name}: ${why}, --${option.name}=${option.value} is accepted`,
  );
}

function unknownOption(word: string, options: readonly CommandOption[]): CliFailure {
  const name = word.replace(/^-+/, "");
  const names = options.map((option) => option.name);
  const near = nearestWord(name, names) ?? names.find((each) => name.startsWith(each));
  const accepted =
    near === undefined
      ? `${names.map((each) => `--${each}`).join(", ")} are accepted`
      : `--${near} is the nearest one`;
  // Where a password is expected, "-pSECRET" may be one.
  const isShown = NAME_REGEXP.test(name) && !names.includes("password");
  const what = isShown ? `the option ${word}` : "an option";
  return new CliFailure("usage", `Cannot use ${what}: it is not known here, ${accepted}`);
}

function valueNotWanted(option: CommandOption): CliFailure {
  if (option.name === "password") {
    return new CliFailure(
      "usage",
      "Cannot take a password from the command line: every user of the machine sees it in the process list, " +
        "use --password to be asked for it, --password-stdin or --password-fd",
    );
  }
  return new CliFailure("usage", `Cannot give --${option.name} a value: it takes none`);
}

/** What stands in front of the command, the command, and what follows it. */
export interface CommandWords {
  readonly command: string | undefined;
  /** Every word but the command. */
  readonly rest: readonly string[];
  /** Whether the command is the first word, so that it cannot be the value of an option. */
  readonly isFirst: boolean;
}

/** Finds the command among the words: the first that is neither an option nor the value of one. */
export function findCommandWord(
  words: readonly string[],
  options: readonly CommandOption[],
): CommandWords {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") break;
    if (!isOptionWord(word)) {
      const rest = [...words.slice(0, at), ...words.slice(at + 1)];
      return { command: word, rest, isFirst: at === 0 };
    }
    const name = word.replace(/^--?/, "").toLowerCase();
    if (options.some((each) => each.value !== undefined && isNamed(each, name))) at++;
  }
  return { command: undefined, rest: words, isFirst: false };
}

function isNamed(option: CommandOption, name: string): boolean {
  return option.name === name || option.short === name;
}
