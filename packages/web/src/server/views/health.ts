import { HEARTBEAT_MS, readHeartbeat } from "@fieldpost/runtime";
import type { PagesContext } from "../pages_context.ts";

/** Heartbeats that may be missed: a device under load is not a dead one. */
const MISSED_BEATS = 6;

/**
 * Whether a unit can do its work: its settings and its queue can be read, and the service that
 * delivers, where there is one, is alive. A mail server that is down makes no unit ill.
 */
export async function readHealth({
  unit,
  listing,
}: Pick<PagesContext, "unit" | "listing">): Promise<boolean> {
  try {
    await unit.plan();
    await listing.page({ limit: 1 });
    const beat = await readHeartbeat(unit.home);
    if (beat === undefined) return true;
    return unit.clock.nowMs() - Date.parse(beat.beatAt) < MISSED_BEATS * HEARTBEAT_MS;
  } catch {
    return false;
  }
}
