// Controls, line separators, lone surrogates and direction marks: a terminal, a header or a reader
// obeys them instead of showing them.
const ACTING_REGEXP = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

// Spaces other than the space, and characters without width: they come with pasted text.
const UNSEEN_REGEXP = /[\u00a0\u00ad\u1680\u2000-\u200b\u202f\u205f\u2060-\u2065\u3000\ufeff]/u;

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Names the first control character or direction mark of a text, if there is one. */
export function actingFault(text: string): string | undefined {
  const found = ACTING_REGEXP.exec(text);
  return found === null ? undefined : `it has the control character ${codeOf(found[0])}`;
}

/** Names the first character of a text that cannot be seen, control characters included. */
export function invisibleFault(text: string): string | undefined {
  const found = UNSEEN_REGEXP.exec(text);
  const unseen = found === null ? undefined : `it has the invisible character ${codeOf(found[0])}`;
  return actingFault(text) ?? unseen;
}
