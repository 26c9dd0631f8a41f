import type { Registry } from "./registry.ts";

/**
 * What people call a unit: its `IpConfig/HostName`, or the name of its machine where that is unset.
 *
 * @example
 * ```ts
 * import { Registry, unitNameOf } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.set("IpConfig/HostName", "unit7.example.com");
 * assert.equal(unitNameOf(registry, "raspberrypi"), "unit7.example.com");
 * assert.equal(unitNameOf(Registry.empty, "raspberrypi"), "raspberrypi");
 * ```
 */
export function unitNameOf(registry: Registry, machineName: string): string {
  return registry.get("IpConfig/HostName") ?? machineName;
}
