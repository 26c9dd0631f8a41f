import { type PageSettings, readPageSettings } from "@fieldpost/core";
import { type Fieldpost, registryStamp, toAscii } from "@fieldpost/runtime";

/** The settings of the pages as they are now; the registry is read when its file has changed. */
export class PagePolicy {
  readonly #unit: Fieldpost;
  #reading: Promise<PageSettings> | undefined;
  #stamp = "";

  constructor(unit: Fieldpost) {
    this.#unit = unit;
  }

  async settings(): Promise<PageSettings> {
    const stamp = await registryStamp(this.#unit.home);
    if (this.#reading === undefined || stamp !== this.#stamp) {
      this.#stamp = stamp;
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
