import { join } from "node:path";
import { fileStamp } from "./_file_stamp.ts";

/**
 * Tells one state of a unit's registry from the next, without reading it.
 *
 * @example
 * ```ts
 * import { registryStamp } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * assert.equal(await registryStamp("/nonexistent/home"), "none");
 * ```
 */
export async function registryStamp(home: string): Promise<string> {
  return await fileStamp(join(home, "registry.ini"));
}
