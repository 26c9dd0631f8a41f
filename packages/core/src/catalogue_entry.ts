/** What a value is read as. */
export type CatalogueKind =
  | "text"
  | "boolean"
  | "port"
  | "host"
  | "helo-name"
  | "address"
  | "address-list"
  | "choice"
  | "milliseconds"
  | "minutes"
  | "minutes-list"
  | "hours"
  | "count"
  | "file"
  | "file-list"
  | "sealed";

/**
 * Whose a key is: `JANOS` documents name and behaviour; `name ours, behaviour JANOS` where only the
 * behaviour is documented; `ours` where neither is.
 */
export type CatalogueOrigin = "JANOS" | "ours" | "name ours, behaviour JANOS";

/** One key, or one family of keys, that Fieldpost reads. */
export interface CatalogueEntry {
  /** The key; `<Block>` and `<Name>` stand for a name of the user's own. */
  readonly key: string;
  readonly kind: CatalogueKind;
  /** The value that an unset key has the effect of; `undefined` when there is none. */
  readonly default: string | undefined;
  /** One sentence for a person. */
  readonly meaning: string;
  /** The first JANOS firmware that knows the key, where that is known. */
  readonly since?: string;
  /** The value must never be shown or logged. */
  readonly secret: boolean;
  readonly origin: CatalogueOrigin;
  /** What a `choice` accepts; beside `enabled` and `disabled` every boolean spelling is accepted. */
  readonly choices?: readonly string[];
  /** The least and the most that a number may be. */
  readonly range?: readonly [number, number];
  /** The value may hold line breaks and tabs. */
  readonly multiline?: boolean;
}
