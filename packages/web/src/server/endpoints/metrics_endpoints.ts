import type { FileAnswer } from "../answer_form.ts";
import { type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { readHealth } from "../views/health.ts";
import { formatMetrics } from "../views/metrics_text.ts";
import { readOverview } from "../views/overview_view.ts";
import { READ_HEALTH, READ_METRICS } from "./metrics_rows.ts";

/** A health that was looked at is told again for so long: everybody may ask. */
const HEALTH_FOR_MS = 1000;

/** The endpoints for monitoring. */
export function metricsEndpoints(context: PagesContext): readonly BoundEndpoint[] {
  let known: { readonly untilMs: number; readonly isWell: Promise<boolean> } | undefined;
  return [
    bindEndpoint(READ_METRICS, async (): Promise<FileAnswer> => {
      const { live, sessions } = context;
      return {
        content: formatMetrics({
          overview: await readOverview(context),
          deliveries: live.counters.counts(),
          sessions: sessions.list().length,
          viewers: live.viewerCount,
        }),
      };
    }),
    bindEndpoint(READ_HEALTH, async (): Promise<FileAnswer> => {
      const nowMs = performance.now();
      if (known === undefined || nowMs >= known.untilMs) {
        known = { untilMs: nowMs + HEALTH_FOR_MS, isWell: readHealth(context) };
      }
      const isWell = await known.isWell;
      return { content: isWell ? "ok\n" : "not well\n", status: isWell ? 200 : 503 };
    }),
  ];
}
