import { tryEncodeEnvid, tryParseNotify, tryParseRet } from "@fieldpost/core";
import { CliFailure } from "../cli_failure.ts";
import { showLine } from "../text/show_text.ts";
import type { SendmailMode, SendmailRequest } from "./sendmail_request.ts";

/** How a flag takes its value: not at all, as the rest of its word or the next word, or attached only. */
type FlagValue = "none" | "next" | "attached";

interface Flag {
  readonly value: FlagValue;
  readonly apply: (draft: Draft, value: string) => void;
}

type Draft = { -readonly [Member in keyof SendmailRequest]: SendmailRequest[Member] } & {
  readonly recipients: string[];
  readonly notes: string[];
};

/** What `-b` may be followed by; the others start a daemon or a test mode. */
const MODES: ReadonlyMap<string, SendmailMode> = new Map([
  ["m", "submit"],
  ["s", "speak"],
  ["p", "list"],
  ["v", "verify"],
  ["i", "aliases"],
]);

/** Every flag that is known by its letter. */
const FLAGS: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ["b", { value: "next", apply: chooseMode }],
  ["B", { value: "next", apply: ignore("-B: the body type is seen from the octets") }],
  ["d", { value: "attached", apply: change(() => ({ isVerbose: true })) }],
  ["f", { value: "next", apply: change((value) => ({ sender: value })) }],
  ["F", { value: "next", apply: change((value) => ({ fullName: value })) }],
  ["i", { value: "none", apply: change(() => ({ ignoresDots: true })) }],
  ["N", { value: "next", apply: takeNotify }],
  ["o", { value: "next", apply: takeOption }],
  ["O", { value: "next", apply: takeLongOption }],
  ["q", { value: "attached", apply: takeRun }],
  ["r", { value: "next", apply: change((value) => ({ sender: value })) }],
  ["R", { value: "next", apply: takeReturn }],
  ["t", { value: "none", apply: change(() => ({ takesRecipients: true })) }],
  ["v", { value: "none", apply: change(() => ({ isVerbose: true })) }],
  ["V", { value: "next", apply: takeEnvelopeId }],
  ["X", { value: "next", apply: change((value) => ({ logFile: value })) }],
  ["I", { value: "none", apply: change(() => ({ mode: "aliases" })) }],
]);

/** Letters of Sendmail without an effect here, and whether a value follows them. */
const IGNORED_LETTERS: ReadonlyMap<string, FlagValue> = new Map<string, FlagValue>([
  ...[..."cGmnsTUx"].map((letter): [string, FlagValue] => [letter, "none"]),
  ...[..."ACDehLMpQ"].map((letter): [string, FlagValue] => [letter, "next"]),
]);

/**
 * Reads the words of a sendmail(1) command line.
 *
 * Flags stand anywhere before `--`, letters without a value may share a word, and a value follows
 * attached or as the next word. A flag that is not known is noted and ignored. A word that begins with
 * `-` is never an address unless it stands behind `--`.
 *
 * @throws {CliFailure} `usage` if a value is missing or cannot be used, or a daemon is asked for
 */
export function parseSendmailFlags(words: readonly string[], mode: SendmailMode): SendmailRequest {
  const draft: Draft = {
    ...{ mode, sender: undefined, fullName: undefined, logFile: undefined },
    ...{ ignoresDots: false, takesRecipients: false, isVerbose: false },
    ...{ recipients: [], parameters: {}, notes: [] },
  };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      draft.recipients.push(...rest);
      break;
    }
    if (word === "--help") draft.mode = "help";
    else if (!word.startsWith("-")) draft.recipients.push(word);
    else if (word === "-" || word.startsWith("--")) draft.notes.push(`${word}: not known, ignored`);
    else takeLetters(word, rest, draft);
  }
  return draft;
}

/** The letters of one word; the first that takes a value takes the rest of the word, or the next. */
function takeLetters(word: string, rest: string[], draft: Draft): void {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? "";
    const flag = FLAGS.get(letter) ?? ignoredFlag(letter);
    if (flag === undefined) {
      // Whether it takes a value cannot be known; the rest of the word belongs to it.
      draft.notes.push(`-${word.slice(at)}: not known, ignored`);
      return;
    }
    if (flag.value === "none") {
      flag.apply(draft, "");
      continue;
    }
    const attached = word.slice(at + 1);
    const isNext = attached === "" && flag.value === "next";
    flag.apply(draft, isNext ? takeNext(letter, rest) : attached);
    return;
  }
}

function ignoredFlag(letter: string): Flag | undefined {
  const value = IGNORED_LETTERS.get(letter);
  return value && { value, apply: ignore(`-${letter}: has no effect here`) };
}

/** A missing value would make the next flag one: `-f -t` is refused instead. */
function takeNext(letter: string, rest: string[]): string {
  const value = rest.shift();
  if (value !== undefined && !value.startsWith("-")) return value;
  throw usage(`use -${letter}`, "no value follows it", `-${letter}VALUE is accepted`);
}

function change(
  of: (value: string) => Partial<SendmailRequest>,
): (draft: Draft, value: string) => void {
  return (draft, value) => {
    Object.assign(draft, of(value));
  };
}

function ignore(note: string): (draft: Draft) => void {
  return ({ notes }) => {
    notes.push(note);
  };
}

function chooseMode(draft: Draft, value: string): void {
  const mode = MODES.get(value);
  if (mode === undefined) {
    const known = [...MODES.keys()].map((letter) => `-b${letter}`).join(", ");
    throw usage(`use -b ${quoted(value)}`, "it is no mode known here", `${known} are accepted`);
  }
  draft.mode = mode;
}

/** `-oi` is the one option that programs rely on; `-oem`, `-odb` and the others change nothing. */
function takeOption(draft: Draft, value: string): void {
  if (value === "i" || value === "i=true") draft.ignoresDots = true;
  else draft.notes.push(`-o${value.slice(0, 20)}: has no effect here`);
}

function takeRun(draft: Draft, value: string): void {
  if (/^\d/.test(value)) {
    throw usage(
      "run the queue again and again",
      `-q${value.slice(0, 20)} is a daemon's`,
      '-q for one pass is accepted, or "fieldpost serve"',
    );
  }
  if (value !== "" && value !== "f") draft.notes.push("-q: the whole queue is run, not a part");
  draft.mode = "run";
}

/** `-O requiretls=yes` is Postfix's; Sendmail's other options change nothing. */
function takeLongOption(draft: Draft, value: string): void {
  const [, choice] = /^requiretls=(.*)$/i.exec(value) ?? [];
  if (choice === undefined) draft.notes.push("-O: options of Sendmail have no effect");
  else if (/^(?:yes|true)$/i.test(choice)) {
    draft.parameters = { ...draft.parameters, requireTls: true };
  } else if (!/^(?:no|false)$/i.test(choice)) {
    throw usage(`use -O requiretls=${quoted(choice)}`, "it is no answer", "yes or no is accepted");
  }
}

function takeNotify(draft: Draft, value: string): void {
  const notify = tryParseNotify(value);
  if (notify === undefined) {
    throw usage(
      `use -N ${quoted(value)}`,
      "it is no condition",
      "never, or success,failure,delay are accepted",
    );
  }
  draft.parameters = { ...draft.parameters, notify };
}

function takeReturn(draft: Draft, value: string): void {
  const ret = tryParseRet(value);
  if (ret === undefined) {
    throw usage(
      `use -R ${quoted(value)}`,
      "it is no part of a message",
      "full or hdrs are accepted",
    );
  }
  draft.parameters = { ...draft.parameters, ret };
}

function takeEnvelopeId(draft: Draft, value: string): void {
  const envid = tryEncodeEnvid(value);
  if (envid === undefined) {
    throw usage(
      `use -V ${quoted(value)}`,
      "it is no envelope identifier",
      "100 printable characters are accepted",
    );
  }
  draft.parameters = { ...draft.parameters, envid };
}

/** The beginning of a word as it was given. */
function quoted(value: string): string {
  return `"${showLine(value.slice(0, 40))}"`;
}

function usage(doing: string, is: string, accepted: string): CliFailure {
  return new CliFailure("usage", `Cannot ${doing}: ${is}, ${accepted}`);
}
