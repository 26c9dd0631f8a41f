import type { Arguments } from "./arguments.ts";
import { CliFailure } from "./cli_failure.ts";

/** A command, or a use of one, that the console of the configuration pages refuses. */
export interface PageConsoleRule {
  readonly command: string;
  /** The use, as a person types it. */
  readonly use: string;
  readonly isUsed: (words: Arguments) => boolean;
  /** What is, and what is accepted: the end of the sentence. */
  readonly why: string;
}

/** How each command is used so that it asks for a password. */
const ASKING: Readonly<Record<string, string>> = {
  ipconfig: "ipconfig --password",
  passwd: "passwd NAME",
};

const FILES_STAY = "files of the machine are not open to this console";

/**
 * What the console of the configuration pages refuses: whoever administers the unit through the pages
 * reads and writes the unit, and no other file of the machine. Everything else is as on a terminal.
 */
export const PAGE_CONSOLE_RULES: readonly PageConsoleRule[] = [
  {
    command: "serve",
    use: "serve",
    isUsed: () => true,
    why: "this unit is being served, reboot starts it anew",
  },
  {
    command: "sendmail",
    use: "sendmail --attach FILE",
    isUsed: (words) => words.has("attach"),
    why: `${FILES_STAY}, a message without attachments is accepted`,
  },
  {
    command: "event",
    use: "event --attach FILE",
    isUsed: (words) => words.has("attach"),
    why: `${FILES_STAY}, an event without attachments is accepted`,
  },
  {
    command: "registry",
    use: "registry --import FILE",
    isUsed: (words) => words.has("import"),
    why: `${FILES_STAY}, the page Registry imports a file of your own`,
  },
  {
    command: "registry",
    use: "registry --export FILE",
    isUsed: (words) => words.has("export") && words.operands.some((word) => word !== "-"),
    why: `${FILES_STAY}, registry --export shows the document`,
  },
  {
    command: "queue",
    use: "queue export NAME",
    isUsed: (words) => words.operands[0]?.toLowerCase() === "export",
    why: "a message is octets and no text, the page Outbox downloads it",
  },
  ...["ipconfig", "passwd"].flatMap(passwordRules),
  {
    command: "explain",
    use: "explain [FILE]",
    isUsed: () => true,
    why: `${FILES_STAY}, the command line of the machine reads a log`,
  },
];

function passwordRules(command: string): readonly PageConsoleRule[] {
  const why = `there is no input but what you type, ${ASKING[command]} asks for it`;
  return [
    {
      command,
      use: `${command} --password-stdin`,
      isUsed: (words) => words.has("password-stdin"),
      why,
    },
    {
      command,
      use: `${command} --password-fd NUMBER`,
      isUsed: (words) => words.has("password-fd"),
      why,
    },
  ];
}

/**
 * Refuses what the console of the configuration pages does not allow.
 *
 * @throws {CliFailure} `usage`
 */
export function judgePageCommand(command: string, words: Arguments): void {
  const rule = PAGE_CONSOLE_RULES.find((each) => each.command === command && each.isUsed(words));
  if (rule !== undefined) {
    throw new CliFailure("usage", `Cannot run ${rule.use} here: ${rule.why}`);
  }
}
