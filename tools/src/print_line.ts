/** Writes one line for the person who started the program. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
