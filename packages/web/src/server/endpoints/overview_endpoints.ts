import { type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { readOverview } from "../views/overview_view.ts";
import { READ_OVERVIEW } from "./overview_rows.ts";

/** The endpoint of the overview. */
export function overviewEndpoints(context: PagesContext): readonly BoundEndpoint[] {
  return [bindEndpoint(READ_OVERVIEW, () => readOverview(context))];
}
