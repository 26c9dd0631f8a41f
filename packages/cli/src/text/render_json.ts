/** Writes an answer for programs: one JSON document and a line end. */
export function renderJson(answer: unknown): string {
  return `${JSON.stringify(answer, undefined, 2)}\n`;
}
