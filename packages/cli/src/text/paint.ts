import type { Io } from "../io.ts";

/** What a piece of text is; the colours follow from it. */
export type Style = "strong" | "good" | "warning" | "bad" | "faint";

/** Gives text its colour, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, number>> = {
  strong: 1,
  good: 32,
  warning: 33,
  bad: 31,
  faint: 2,
};

/**
 * Chooses whether standard output gets colours: on a terminal, unless `NO_COLOR` is set; elsewhere
 * only when `FORCE_COLOR` is.
 *
 * @see https://no-color.org
 */
export function choosePaint({ environment, isOutputTerminal }: Io): Paint {
  return isColoured(environment, isOutputTerminal) ? paintAnsi : paintNothing;
}

function isColoured(environment: Io["environment"], isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}

function paintAnsi(style: Style, text: string): string {
  return `\u001b[${CODES[style]}m${text}\u001b[0m`;
}

function paintNothing(_style: Style, text: string): string {
  return text;
}
