/** The words of a typed line, or what is wrong with it. */
export type WordSplit =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "unclosed"; readonly quote: string };

const PIECE_REGEXP = /\s+|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|['"]|[^\s'"]+/g;

/**
 * Splits a typed line into words; quotes hold words together.
 *
 * Between single quotes every character stands for itself; between double quotes `\"` and `\\` stand
 * for the second one. A backslash outside quotes is a backslash.
 */
export function splitWords(line: string): WordSplit {
  const words: string[] = [];
  let word: string | undefined;
  for (const [piece] of line.matchAll(PIECE_REGEXP)) {
    if (piece.trim() === "") {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    if (piece === "'" || piece === '"') return { kind: "unclosed", quote: piece };
    word = (word ?? "") + unquote(piece);
  }
  if (word !== undefined) words.push(word);
  return { kind: "words", words };
}

function unquote(piece: string): string {
  if (piece.startsWith("'")) return piece.slice(1, -1);
  if (piece.startsWith('"')) return piece.slice(1, -1).replace(/\\(["\\])/g, "$1");
  return piece;
}
