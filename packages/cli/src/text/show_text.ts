const ACTING_REGEXP = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const ACTING_BUT_LINES_REGEXP = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Makes foreign text safe to show in a line: what a terminal would obey is written out. */
export function showLine(text: string): string {
  return text.replace(ACTING_REGEXP, writeOut);
}

/** As `showLine()`, keeping line ends and tabs. */
export function showLines(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(ACTING_BUT_LINES_REGEXP, writeOut);
}

function writeOut(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
