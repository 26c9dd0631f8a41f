import { bindEndpoints } from "./bind_endpoints.ts";
import type { EndpointRow } from "./endpoint.ts";
import type { PagesContext } from "./pages_context.ts";

/**
 * Every endpoint as data, in the order of documents.
 *
 * @example
 * ```ts
 * import { listEndpoints } from "@fieldpost/web";
 * import assert from "node:assert/strict";
 *
 * const row = listEndpoints().find(({ id }) => id === "readSession");
 * assert.deepEqual([row?.method, row?.path], ["GET", "/api/v1/session"]);
 * ```
 */
export function listEndpoints(): readonly EndpointRow[] {
  // To bind is to make functions; none of them is called.
  return bindEndpoints({} as PagesContext).map(({ row }) => row);
}
