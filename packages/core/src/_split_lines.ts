/**
 * Splits a text into its lines, each with its ending: CRLF, LF or CR.
 *
 * By searching and not by a pattern: on a line of megabytes a pattern runs out of stack.
 */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  let cr = text.indexOf("\r");
  let lf = text.indexOf("\n");
  while (start < text.length) {
    if (cr >= 0 && cr < start) cr = text.indexOf("\r", start);
    if (lf >= 0 && lf < start) lf = text.indexOf("\n", start);
    const end = endOfLine(cr, lf) ?? text.length;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}

/** Where the first of two line ends ends; `undefined` when there is none. */
function endOfLine(cr: number, lf: number): number | undefined {
  if (cr < 0 && lf < 0) return undefined;
  if (cr < 0 || (lf >= 0 && lf < cr)) return lf + 1;
  return lf === cr + 1 ? lf + 1 : cr + 1;
}
