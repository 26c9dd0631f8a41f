const ACTING_REGEXP = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const LONGEST = 200;

/** Makes a stranger's text fit to be shown: one short line without characters that act. */
export function showable(text: string): string {
  return text.replace(ACTING_REGEXP, "?").slice(0, LONGEST);
}
