import type { BoundEndpoint } from "./endpoint.ts";
import { apiEndpoints } from "./endpoints/api_endpoints.ts";
import { eventEndpoints } from "./endpoints/event_endpoints.ts";
import { liveEndpoints } from "./endpoints/live_endpoints.ts";
import { logEndpoints } from "./endpoints/log_endpoints.ts";
import { metricsEndpoints } from "./endpoints/metrics_endpoints.ts";
import { overviewEndpoints } from "./endpoints/overview_endpoints.ts";
import { queueEndpoints } from "./endpoints/queue_endpoints.ts";
import { registryEndpoints } from "./endpoints/registry_endpoints.ts";
import { sessionEndpoints } from "./endpoints/session_endpoints.ts";
import { testEndpoints } from "./endpoints/test_endpoints.ts";
import { userEndpoints } from "./endpoints/user_endpoints.ts";
import type { PagesContext } from "./pages_context.ts";

/** Every endpoint there is, bound to what carries it out. */
export function bindEndpoints(context: PagesContext): readonly BoundEndpoint[] {
  const endpoints = [
    ...sessionEndpoints(context),
    ...userEndpoints(context),
    ...registryEndpoints(context),
    ...queueEndpoints(context),
    ...logEndpoints(context),
    ...overviewEndpoints(context),
    ...liveEndpoints(context),
    ...testEndpoints(context),
    ...eventEndpoints(context),
    ...metricsEndpoints(context),
  ];
  const rows = endpoints.map(({ row }) => row);
  return [...endpoints, ...apiEndpoints(rows, context.version)];
}
