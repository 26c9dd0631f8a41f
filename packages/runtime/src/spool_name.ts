const FILE_REGEXP = /^[0-9a-z]{19}_\d{1,4}u?\.mail$/;

/** The names of the spool files in a listing of the queue, without their ending, oldest first. */
export function spoolNames(listing: readonly string[]): string[] {
  return listing
    .filter((name) => FILE_REGEXP.test(name))
    .map((name) => name.slice(0, -".mail".length))
    .sort();
}

/** The files of a queue in the order of their acceptance, and which of them have a journal. */
export interface SpoolScan {
  readonly names: readonly string[];
  readonly hasJournal: (name: string) => boolean;
}

/** Sorts a listing of the queue. */
export function scanOf(listing: readonly string[]): SpoolScan {
  const logs = new Set(listing.filter((name) => name.endsWith(".log")));
  return { names: spoolNames(listing), hasJournal: (name) => logs.has(`${name}.log`) };
}

/** The part of its name that a file shares with its messages. */
export function stemOfFile(name: string): string {
  return name.slice(0, name.indexOf("_"));
}

/** Whether the messages of a file are urgent. */
export function isUrgentName(name: string): boolean {
  return name.endsWith("u");
}

/** How many messages a file holds, and when they were accepted: its name says so. */
export function factsOfName(name: string): {
  readonly count: number;
  readonly acceptedAtMs: number;
} {
  const count = Number(/_(\d+)u?$/.exec(name)?.[1]);
  return { count, acceptedAtMs: Number.parseInt(name.slice(0, 9), 36) };
}
