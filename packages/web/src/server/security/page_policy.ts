import { type PageSettings, readPageSettings } from "@fieldpost/core";
import { type Fieldpost, toAscii } from "@fieldpost/runtime";

/** How old what is known of the settings may be. */
const FRESH_MS = 1000;

/** The settings of the pages as they are now, read at most once a second. */
export class PagePolicy {
  readonly #unit: Fieldpost;
  #reading: Promise<PageSettings> | undefined;
  #readAtMs = -Infinity;

  constructor(unit: Fieldpost) {
    this.#unit = unit;
  }

  async settings(): Promise<PageSettings> {
    const nowMs = this.#unit.clock.nowMs();
    const ageMs = nowMs - this.#readAtMs;
    if (this.#reading === undefined || ageMs < 0 || ageMs >= FRESH_MS) {
      this.#readAtMs = nowMs;
      this.#reading = this.#read(this.#reading);
    }
    return await this.#reading;
  }

  /** A registry that cannot be read leaves what was known. */
  async #read(before: Promise<PageSettings> | undefined): Promise<PageSettings> {
    const { machineName, registry } = this.#unit;
    try {
      return readPageSettings((await registry.read()).registry, { machineName, toAscii }).settings;
    } catch (error) {
      if (before === undefined) throw error;
      return await before;
    }
  }
}
