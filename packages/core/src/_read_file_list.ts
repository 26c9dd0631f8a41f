import { type Reading, refused } from "./_reading.ts";

const ACCEPTED = 'a list like log.txt, "a, b.csv" is accepted';

/**
 * Reads a list of paths, separated by commas or semicolons, blank ones left out.
 *
 * A backslash means itself, in quotes too: paths of Windows are full of them.
 */
export function readFileList(text: string): Reading<readonly string[]> {
  const files: string[] = [];
  let file = "";
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character === '"') {
      const end = text.indexOf('"', at + 1);
      if (end === -1) return refused("the quotes are not closed", ACCEPTED);
      file += text.slice(at + 1, end);
      at = end;
    } else if (character === "," || character === ";") {
      files.push(file.trim());
      file = "";
    } else {
      file += character;
    }
    at += 1;
  }
  files.push(file.trim());
  return { value: files.filter((path) => path !== "") };
}
