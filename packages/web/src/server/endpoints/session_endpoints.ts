import type { SessionState } from "../../api/session_api.ts";
import { type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { READ_SESSION } from "./session_rows.ts";

/** The endpoints of setup, login and logout. */
export function sessionEndpoints({ unit, version }: PagesContext): readonly BoundEndpoint[] {
  return [
    bindEndpoint(READ_SESSION, async (): Promise<SessionState> => {
      const { registry } = await unit.registry.read();
      return {
        isSetupNeeded: true,
        user: null,
        unitName: registry.get("IpConfig/HostName") ?? unit.machineName,
        version,
        channel: "loopback",
      };
    }),
  ];
}
