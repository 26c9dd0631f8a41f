import type { Fieldpost, RegistryHistoryEntry } from "@fieldpost/runtime";
import type { LiveEvent } from "../../api/live_api.ts";
import { changeView, trialView } from "../views/registry_views.ts";

/** Who changed the settings where nobody knows: an editor has been used. */
const SOMEBODY = "somebody";

/** Changes that are told one by one; of more the newest, because whoever is told reads all settings. */
const EVENTS_AT_ONCE = 20;

/** Finds out what has changed in the settings since they were last looked at. */
export class SettingsWatch {
  readonly #unit: Fieldpost;
  #newest = "";
  #entries = "";
  #trial = "null";

  constructor(unit: Fieldpost) {
    this.#unit = unit;
  }

  /** What has changed, oldest first. */
  async look(): Promise<readonly LiveEvent[]> {
    const { registry } = this.#unit;
    const now = await registry.readWithHistory();
    const { history } = now;
    const entries = JSON.stringify(now.registry.entries());
    const known = history.findIndex((entry) => keyOf(entry) === this.#newest);
    const count = Math.min(known < 0 ? history.length : known, EVENTS_AT_ONCE);
    const fresh = history.slice(0, count).reverse();
    const events: LiveEvent[] = fresh.map(({ by, changes }) => ({
      kind: "registry",
      by,
      changes: changes.map(changeView),
    }));
    if (events.length === 0 && entries !== this.#entries) {
      events.push({ kind: "registry", by: SOMEBODY, changes: [] });
    }
    const [newest] = history;
    this.#newest = newest === undefined ? "" : keyOf(newest);
    this.#entries = entries;
    const trial = trialView(await registry.trial());
    if (JSON.stringify(trial) !== this.#trial) events.push({ kind: "trial", trial });
    this.#trial = JSON.stringify(trial);
    return events;
  }
}

function keyOf({ atMs, by, changes }: RegistryHistoryEntry): string {
  return JSON.stringify([atMs, by, changes]);
}
