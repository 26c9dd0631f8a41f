import { describe, expect, it } from "@jest/globals";
import type { LiveEvent } from "../../api/live_api.ts";
import { LiveViewer, VIEWER_BACKLOG } from "./live_viewer.ts";

const EVENT: LiveEvent = { kind: "events" };

async function taken(viewer: LiveViewer): Promise<number> {
  let count = 0;
  for await (const _ of viewer) count += 1;
  return count;
}

describe("LiveViewer", () => {
  it("LiveViewer gives what waits, in order, and ends", async () => {
    const viewer = new LiveViewer();
    const counting = taken(viewer);
    for (let at = 0; at < 10; at++) viewer.put(EVENT);
    viewer.end();
    expect(await counting).toBe(10);
  });

  it("LiveViewer drops one that takes nothing, and keeps nothing for it", async () => {
    const viewer = new LiveViewer();
    const kept = Array.from({ length: VIEWER_BACKLOG + 5 }, () => viewer.put(EVENT));
    expect(kept.filter((isKept) => isKept).length).toBe(VIEWER_BACKLOG);
    expect(viewer.isEnded).toBe(true);
    expect(await taken(viewer)).toBe(0);
  });
});
