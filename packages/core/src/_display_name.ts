import { type Reading, refused } from "./_reading.ts";

// RFC 5322 section 3.2.3, without the dot: a name like "J. Lee" is written without quotes everywhere.
const SPECIALS_REGEXP = /[()<>[\]:;@\\,"]/;
const ACCEPTED = "a name of plain words or in double quotes is accepted";

/** Whether a display name reads the same without quotes. */
export function isPlainName(name: string): boolean {
  return name.split(" ").every((word) => word !== "" && !SPECIALS_REGEXP.test(word));
}

/** Finds where a quoted string that opens at `start` ends: the index after its closing quote, or -1. */
export function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return -1;
}

function wordFault(word: string): string | undefined {
  const special = SPECIALS_REGEXP.exec(word)?.[0];
  if (special === undefined) return undefined;
  if (special === "(" || special === ")") return "it has a comment in parentheses";
  if (special === ":")
    return "there is a colon in a name without quotes, and groups are not supported";
  if (special === "@") return "there is an @ in a name without quotes";
  return `there is a ${special} in a name without quotes`;
}

/** Reads what stands before the angle bracket: words and quoted strings, joined by one space. */
export function readDisplayName(text: string): Reading<string | undefined> {
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === " ") {
      at += 1;
      continue;
    }
    const isQuoted = text[at] === '"';
    const next = isQuoted ? endOfQuoted(text, at) : text.indexOf(" ", at);
    const end = next === -1 ? text.length : next;
    const word = text.slice(at, end);
    const fault = isQuoted ? undefined : wordFault(word);
    if (fault !== undefined) return refused(fault, ACCEPTED);
    if (isQuoted && end < text.length && text[end] !== " ") {
      return refused("there is text right after a closing quote", ACCEPTED);
    }
    words.push(isQuoted ? word.slice(1, -1).replace(/\\(.)/gsu, "$1") : word);
    at = end;
  }
  const name = words.join(" ");
  return { value: name === "" ? undefined : name };
}
