/** Where the end of a log begins that is read: at a line, where there is one within the limit. */
export function logStart(log: string, limit: number): number {
  if (log.length <= limit) return 0;
  return log.indexOf("\n", log.length - limit) + 1 || log.length - limit;
}
