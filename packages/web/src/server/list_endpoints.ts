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
 * const row = (await listEndpoints()).find(({ id }) => id === "readSession");
 * assert.deepEqual([row?.method, row?.path], ["GET", "/api/v1/session"]);
 * ```
 */
export async function listEndpoints(): Promise<readonly EndpointRow[]> {
  // Loaded when it is wanted, as for the first request.
  const { bindEndpoints } = await import("./bind_endpoints.ts");
  // To bind is to make functions; none of them is called.
  return bindEndpoints({} as PagesContext).map(({ row }) => row);
}
