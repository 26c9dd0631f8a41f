import { shown, table } from "../statistics.mjs";

/** The results as lines of Markdown. */
export function renderPages({ paint }) {
  const { slower, rounds, rows } = paint;
  return [
    `A browser that has never seen the pages, held to a ${slower}th of its processor; the median of ${rounds} rounds.`,
    "",
    ...table(
      ["way to the unit", "page", "first paint, ms", "can be used, ms", "fetched, KB"],
      rows.map(({ way, page, paintMs, usableMs, kilobytes }) => [
        way,
        page,
        `**${shown(paintMs)}**`,
        shown(usableMs),
        shown(kilobytes),
      ]),
    ),
  ];
}
