const LONGEST_EXCERPT = 80;

// Control and format characters, lone surrogates and line separators: what a terminal or a log
// would obey instead of show.
const UNPRINTABLE_REGEXP = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `\\u{${code.toString(16)}}`;
}

/** Makes text that strangers wrote safe to quote in a message: short, and without characters that act. */
export function printable(text: string): string {
  const excerpt = text.slice(0, LONGEST_EXCERPT).replace(UNPRINTABLE_REGEXP, escapeCharacter);
  return text.length > LONGEST_EXCERPT ? `${excerpt}...` : excerpt;
}
