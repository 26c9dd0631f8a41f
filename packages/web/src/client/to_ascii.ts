/** What ends a host in an address, or stands before it: none of it is part of a name. */
const NOT_A_NAME_REGEXP = /[\s/\\?#@:[\]%<>^|]/u;

/**
 * Turns a Unicode host name into its A-label form as the browser does for addresses, or `undefined`
 * when it has none; the unit's own comes to the same.
 */
export function toAscii(unicode: string): string | undefined {
  if (NOT_A_NAME_REGEXP.test(unicode)) return undefined;
  try {
    const { hostname } = new URL(`http://${unicode}`);
    return hostname === "" ? undefined : hostname;
  } catch {
    return undefined;
  }
}
