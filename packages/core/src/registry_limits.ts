/** How much of a registry is accepted; every length counts UTF-16 code units, as `length` does. */
export interface RegistryLimits {
  /** The longest document that is read. */
  readonly documentLength: number;
  /** The longest line that is read, without its line ending. */
  readonly lineLength: number;
  /** The longest key. */
  readonly keyLength: number;
  /** The longest value. */
  readonly valueLength: number;
  /** The most different keys that one document may set. */
  readonly keys: number;
  /** The most problems that one reading lists; the rest are counted. */
  readonly problems: number;
}

/**
 * The limits of a registry; the numbers are ours, JANOS publishes none.
 *
 * The longest accepted value fits the longest line also when each of its characters is escaped.
 */
export const REGISTRY_LIMITS: RegistryLimits = {
  documentLength: 4 * 1024 * 1024,
  lineLength: 256 * 1024,
  keyLength: 255,
  valueLength: 64 * 1024,
  keys: 20_000,
  problems: 1_000,
};
