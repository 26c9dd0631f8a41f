import type { Fieldpost, QueueListing } from "@fieldpost/runtime";

/** What the handlers of endpoints work with. */
export interface PagesContext {
  readonly unit: Fieldpost;
  readonly version: string;
  /** Lists of the queue; one for all, because it remembers. */
  readonly listing: QueueListing;
}
