/** The platform's code of an error, as `ENOSPC`; `unknown` where it has none. */
export function errorCodeOf(error: unknown): string {
  // By shape and not by class: an error may come from another realm.
  const isCoded = typeof error === "object" && error !== null && "code" in error;
  return isCoded ? String(error.code) : "unknown";
}
