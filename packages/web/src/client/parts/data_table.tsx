import type { ComponentChildren, JSX } from "preact";

/** A column: its head, and what stands in it for a row. */
export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Numbers stand at the end. */
  readonly isNumber?: boolean;
}

/**
 * A table that becomes a list of cards on a phone. The roles are written out, because a table that
 * is displayed as blocks loses its own.
 */
export function DataTable<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}): JSX.Element {
  const { caption, columns, rows, keyOf } = props;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: lost with display: block
    <table role="table" class="data-table">
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.id}
              role="columnheader"
              scope="col"
              class={column.isNumber === true ? "number" : undefined}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column) => (
              <td
                key={column.id}
                role="cell"
                data-head={column.head}
                class={column.isNumber === true ? "number" : undefined}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: lost with display: block
  );
}
