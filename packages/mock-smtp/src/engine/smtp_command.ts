/** A command line taken apart at its first space. */
export interface SmtpCommand {
  /** In capitals. */
  readonly verb: string;
  /** Everything after the first space, as it came. */
  readonly argument: string;
}

/** Splits a line, without its line end, into verb and argument. */
export function parseCommand(line: string): SmtpCommand {
  const space = line.indexOf(" ");
  return space === -1
    ? { verb: line.toUpperCase(), argument: "" }
    : { verb: line.slice(0, space).toUpperCase(), argument: line.slice(space + 1) };
}

/** ESMTP parameters: keyword in capitals, value as sent, `true` for a keyword without one. */
export type EsmtpParameters = Readonly<Record<string, string | true>>;

/** How a path departs from RFC 5321, 4.1.2, though its meaning is plain. */
export type PathIrregularity = "space-in-path" | "no-angle-brackets" | "source-route";

/** The argument of MAIL or RCPT taken apart. */
export interface PathArgument {
  /** Without angle brackets and source route; empty for the null path `<>`. */
  readonly address: string;
  readonly parameters: EsmtpParameters;
  readonly irregularities: readonly PathIrregularity[];
}

const ORDINARY_REGEXP = /^(?:FROM|TO):<([^<>"\\\s,:]*)>$/i;
const KEYWORD_REGEXP = /^(FROM|TO)\s*:(\s*)/i;
const SOURCE_ROUTE_REGEXP = /^@[^:]*:/;
/** What a path without parameters has, always this very object. */
export const NO_PARAMETERS: EsmtpParameters = {};
const REGULAR: readonly PathIrregularity[] = [];

/** Reads `FROM:<path> parameters` or `TO:<path> parameters`; `undefined` if it is neither. */
export function tryParsePath(keyword: "FROM" | "TO", argument: string): PathArgument | undefined {
  const ordinary = ORDINARY_REGEXP.exec(argument);
  const start = argument[0] === "F" || argument[0] === "f" ? "FROM" : "TO";
  if (ordinary?.[1] !== undefined && start === keyword) {
    return { address: ordinary[1], parameters: NO_PARAMETERS, irregularities: REGULAR };
  }
  const head = KEYWORD_REGEXP.exec(argument);
  if (head?.[1]?.toUpperCase() !== keyword) {
    return undefined;
  }
  const spaced = head[0].length > keyword.length + 1;
  return readPath(argument.slice(head[0].length), spaced ? ["space-in-path"] : []);
}

function readPath(
  text: string,
  irregularities: readonly PathIrregularity[],
): PathArgument | undefined {
  const bracketed = text.startsWith("<");
  const end = bracketed ? endOfPath(text) : bareEnd(text);
  if (end === -1 || (!bracketed && end === 0)) {
    return undefined;
  }
  const path = bracketed ? text.slice(1, end) : text.slice(0, end);
  const rest = text.slice(bracketed ? end + 1 : end);
  if (rest !== "" && !rest.startsWith(" ")) {
    return undefined;
  }
  const address = path.replace(SOURCE_ROUTE_REGEXP, "");
  return {
    address,
    parameters: parseParameters(rest),
    irregularities: [
      ...irregularities,
      ...(bracketed ? [] : ["no-angle-brackets" as const]),
      ...(address === path ? [] : ["source-route" as const]),
    ],
  };
}

function bareEnd(text: string): number {
  const space = text.indexOf(" ");
  return space === -1 ? text.length : space;
}

/** The closing bracket, quoted local parts skipped. */
function endOfPath(text: string): number {
  let quoted = false;
  for (let index = 1; index < text.length; index++) {
    const character = text[index];
    if (character === "\\" && quoted) {
      index++;
    } else if (character === '"') {
      quoted = !quoted;
    } else if (character === ">" && !quoted) {
      return index;
    }
  }
  return -1;
}

function parseParameters(text: string): EsmtpParameters {
  const words = text.split(" ").filter((word) => word !== "");
  return Object.fromEntries(
    words.map((word): [string, string | true] => {
      const equals = word.indexOf("=");
      return equals === -1
        ? [word.toUpperCase(), true]
        : [word.slice(0, equals).toUpperCase(), word.slice(equals + 1)];
    }),
  );
}
