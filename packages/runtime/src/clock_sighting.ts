import { join } from "node:path";
import { readOptional } from "./_optional_files.ts";
import { type DurableFiles, replaceFile } from "./durable_files.ts";

/** How the clock stood when a time server was last asked. */
export interface ClockSighting {
  readonly askedAtMs: number;
  /** What has to be added to this machine's clock. */
  readonly offsetMs: number;
}

/** Where it is kept. */
interface ClockPlace {
  readonly home: string;
  readonly files: DurableFiles;
}

/** Reads what was kept; `undefined` when no time server has ever answered. */
export async function readClockSighting({
  home,
}: Pick<ClockPlace, "home">): Promise<ClockSighting | undefined> {
  try {
    const sighting = JSON.parse((await readOptional(pathOf(home))) ?? "") as ClockSighting;
    return Number.isFinite(sighting.offsetMs) ? sighting : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it; a disk that refuses is passed over, because nothing depends on it. */
export async function keepClockSighting(
  { home, files }: ClockPlace,
  sighting: ClockSighting,
): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(sighting)}\n`);
  await replaceFile(files, pathOf(home), bytes).catch(() => undefined);
}

function pathOf(home: string): string {
  return join(home, "clock.json");
}
