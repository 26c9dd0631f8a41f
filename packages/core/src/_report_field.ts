const LINE_LIMIT = 76;
/** Characters of a value; more is nobody's reason. */
const VALUE_LIMIT = 1000;
/** RFC 5322 section 2.1.1: a line has at most 998 characters. */
const WORD_LIMIT = 900;

/**
 * Writes one field of a report, folded: only printable ASCII, whatever the value is made of.
 *
 * @see RFC 3464 section 2.1.1
 */
export function reportField(name: string, value: string): string {
  const text = value.replace(/[^\x20-\x7e]+/g, (part) => (/\S/.test(part) ? "?" : " "));
  const words = text
    .slice(0, VALUE_LIMIT)
    .split(" ")
    .filter((word) => word !== "");
  let field = `${name}:`;
  let column = field.length;
  for (const word of words.map((each) => each.slice(0, WORD_LIMIT))) {
    const isTooLong = column + 1 + word.length > LINE_LIMIT && column > name.length + 1;
    field += isTooLong ? `\r\n ${word}` : ` ${word}`;
    column = isTooLong ? 1 + word.length : column + 1 + word.length;
  }
  return field;
}
