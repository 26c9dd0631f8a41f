import { type BoundEndpoint, bindStream } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { FOLLOW_UNIT } from "./live_rows.ts";

/** The endpoint of live changes. */
export function liveEndpoints({ live }: PagesContext): readonly BoundEndpoint[] {
  return [bindStream(FOLLOW_UNIT, ({ signal }) => live.view(signal))];
}
