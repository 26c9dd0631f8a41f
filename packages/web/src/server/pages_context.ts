import type { Fieldpost } from "@fieldpost/runtime";

/** What the handlers of endpoints work with. */
export interface PagesContext {
  readonly unit: Fieldpost;
  readonly version: string;
}
