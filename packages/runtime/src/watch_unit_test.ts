import { describe, expect, it } from "@jest/globals";
import { MESSAGE } from "./_testing/delivery.ts";
import { eventHome, witness } from "./_testing/event_home.ts";
import { type UnitChange, watchUnit } from "./watch_unit.ts";

describe("watchUnit()", () => {
  it("watchUnit() tells of every kind of change, and of nothing when it is closed", async () => {
    const server = await witness();
    const { home, unit } = await eventHome(server.port());
    const waiting = new Map<UnitChange, () => void>();
    const next = (kind: UnitChange) => new Promise<void>((done) => waiting.set(kind, done));
    const told = new Set<UnitChange>();
    const watch = await watchUnit(home, (change) => {
      told.add(change);
      waiting.get(change)?.();
    });
    const settings = [next("settings"), next("log"), next("trial")];
    await unit.registry.save({
      assignments: [["Email/HeloName", "unit7.example"]],
      trialSeconds: 60,
    });
    await Promise.all(settings);
    const queued = next("queue");
    await unit.queue.accept(await unit.compose(MESSAGE));
    await queued;
    const ended = next("ended");
    await unit.queue.run();
    await ended;
    const path = next("path");
    await unit.queue.retryPath();
    await path;
    const events = next("events");
    await unit.events.raise("Alarm");
    await events;
    const all = ["ended", "events", "log", "path", "queue", "settings", "trial"];
    expect([...told].sort()).toEqual(all);
    watch.close();
    told.clear();
    await unit.log.append({ event: "note", text: "unseen" });
    expect([...told]).toEqual([]);
  });
});
